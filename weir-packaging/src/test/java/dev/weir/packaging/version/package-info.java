@NullMarked
package dev.weir.packaging.version;

import org.jspecify.annotations.NullMarked;
