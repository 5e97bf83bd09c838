/// The Pythons of a machine, for tests and benchmarks that take the real ones.
@NullMarked
package dev.weir.testkit.python;

import org.jspecify.annotations.NullMarked;
