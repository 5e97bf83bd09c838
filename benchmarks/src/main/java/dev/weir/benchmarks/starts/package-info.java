/// What a Python that is no pip loses when it starts, on every Python of the machine.
@NullMarked
package dev.weir.benchmarks.starts;

import org.jspecify.annotations.NullMarked;
