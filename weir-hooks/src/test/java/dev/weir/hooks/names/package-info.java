@NullMarked
package dev.weir.hooks.names;

import org.jspecify.annotations.NullMarked;
