/// What only old Pythons and old pips do.
@NullMarked
package dev.weir.verification.old;

import org.jspecify.annotations.NullMarked;
