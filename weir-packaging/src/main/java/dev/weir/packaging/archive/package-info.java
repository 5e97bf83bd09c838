/// Strict reading of wheels and source archives, without unpacking them anywhere.
@NullMarked
package dev.weir.packaging.archive;

import org.jspecify.annotations.NullMarked;
