/// Digests of files and of source trees, as `spec/manifest.md` defines them.
@NullMarked
package dev.weir.packaging.tree;

import org.jspecify.annotations.NullMarked;
