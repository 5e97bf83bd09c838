/// Files that list paths, as pip reads them: what is installed was not judged, and need not be well formed.
@NullMarked
package dev.weir.hooks.listing;

import org.jspecify.annotations.NullMarked;
