@NullMarked
package dev.weir.fuzz;

import org.jspecify.annotations.NullMarked;
