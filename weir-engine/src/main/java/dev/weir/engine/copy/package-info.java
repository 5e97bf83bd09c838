/// Hands the records of the journal over to a file or a program. What was handed over is remembered in a file, so that each goes on where another has ended.
@NullMarked
package dev.weir.engine.copy;

import org.jspecify.annotations.NullMarked;
