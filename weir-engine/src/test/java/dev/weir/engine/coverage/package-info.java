@NullMarked
package dev.weir.engine.coverage;

import org.jspecify.annotations.NullMarked;
