/// Whole commands, audited and bare, side by side.
@NullMarked
package dev.weir.benchmarks.whole;

import org.jspecify.annotations.NullMarked;
