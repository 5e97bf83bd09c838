/// Many clients at once against one engine.
@NullMarked
package dev.weir.benchmarks.load;

import org.jspecify.annotations.NullMarked;
