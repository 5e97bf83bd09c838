@NullMarked
package dev.weir.engine.hooks;

import org.jspecify.annotations.NullMarked;
