@NullMarked
package dev.weir.packaging.archive;

import org.jspecify.annotations.NullMarked;
