/// What judging costs where an archive is made to cost much.
@NullMarked
package dev.weir.benchmarks.judging;

import org.jspecify.annotations.NullMarked;
