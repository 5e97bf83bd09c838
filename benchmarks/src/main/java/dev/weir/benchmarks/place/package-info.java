/// Where benchmarks work: folders and an environment of their own, programs, engines.
@NullMarked
package dev.weir.benchmarks.place;

import org.jspecify.annotations.NullMarked;
