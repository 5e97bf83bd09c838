@NullMarked
package dev.weir.journal;

import org.jspecify.annotations.NullMarked;
