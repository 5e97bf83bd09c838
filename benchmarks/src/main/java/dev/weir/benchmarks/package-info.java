/// Runs benchmarks, and writes `docs/performance.md`.
@NullMarked
package dev.weir.benchmarks;

import org.jspecify.annotations.NullMarked;
