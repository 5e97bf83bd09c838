/// Names and versions from the file names of wheels and source archives. Every type is immutable and safe for any thread.
@NullMarked
package dev.weir.packaging.filename;

import org.jspecify.annotations.NullMarked;
