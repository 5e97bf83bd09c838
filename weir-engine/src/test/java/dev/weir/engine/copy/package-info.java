@NullMarked
package dev.weir.engine.copy;

import org.jspecify.annotations.NullMarked;
