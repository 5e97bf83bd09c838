/// Weir switched on and off in environments of real Pythons.
@NullMarked
package dev.weir.verification.enable;

import org.jspecify.annotations.NullMarked;
