/// The built-in hooks, a package each.
@NullMarked
package dev.weir.hooks;

import org.jspecify.annotations.NullMarked;
