@NullMarked
package dev.weir.packaging.metadata;

import org.jspecify.annotations.NullMarked;
