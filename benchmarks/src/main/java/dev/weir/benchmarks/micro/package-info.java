/// Single steps of the engine, measured by JMH.
@NullMarked
package dev.weir.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
