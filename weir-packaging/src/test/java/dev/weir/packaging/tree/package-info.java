@NullMarked
package dev.weir.packaging.tree;

import org.jspecify.annotations.NullMarked;
