/// The coverage proof, with a real pip.
@NullMarked
package dev.weir.verification.proof;

import org.jspecify.annotations.NullMarked;
