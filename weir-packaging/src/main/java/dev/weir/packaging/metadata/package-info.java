/// Strict reading of the files of metadata that wheels and source archives carry. Every type is immutable and safe for any thread.
@NullMarked
package dev.weir.packaging.metadata;

import org.jspecify.annotations.NullMarked;
