/// The built-in hook `names`: deny and allow lists. Every type is immutable and safe for any thread.
@NullMarked
package dev.weir.hooks.names;

import org.jspecify.annotations.NullMarked;
