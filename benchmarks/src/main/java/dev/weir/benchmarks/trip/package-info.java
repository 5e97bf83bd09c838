/// The way of one event from Python and back.
@NullMarked
package dev.weir.benchmarks.trip;

import org.jspecify.annotations.NullMarked;
