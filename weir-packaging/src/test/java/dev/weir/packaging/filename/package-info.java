@NullMarked
package dev.weir.packaging.filename;

import org.jspecify.annotations.NullMarked;
