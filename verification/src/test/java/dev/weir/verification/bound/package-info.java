@NullMarked
package dev.weir.verification.bound;

import org.jspecify.annotations.NullMarked;
