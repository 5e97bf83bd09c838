@NullMarked
package dev.weir.engine.bits;

import org.jspecify.annotations.NullMarked;
