@NullMarked
package dev.weir.hooks.structure;

import org.jspecify.annotations.NullMarked;
