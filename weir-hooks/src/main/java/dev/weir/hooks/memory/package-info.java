/// What built-in hooks remember of the bits they have judged.
@NullMarked
package dev.weir.hooks.memory;

import org.jspecify.annotations.NullMarked;
