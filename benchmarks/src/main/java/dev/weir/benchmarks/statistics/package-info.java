/// Medians, and how far they can be trusted.
@NullMarked
package dev.weir.benchmarks.statistics;

import org.jspecify.annotations.NullMarked;
