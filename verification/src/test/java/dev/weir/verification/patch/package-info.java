@NullMarked
package dev.weir.verification.patch;

import org.jspecify.annotations.NullMarked;
