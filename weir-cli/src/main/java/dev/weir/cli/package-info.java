/// The commands, and the only place where the parts are put together.
@NullMarked
package dev.weir.cli;

import org.jspecify.annotations.NullMarked;
