@NullMarked
package dev.weir.packaging.name;

import org.jspecify.annotations.NullMarked;
