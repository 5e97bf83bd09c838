/// `weir run`: what other programs start.
@NullMarked
package dev.weir.verification.below;

import org.jspecify.annotations.NullMarked;
