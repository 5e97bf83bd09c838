/// Refuses archives and metadata that different readers would take differently, or that reach where no package belongs.
@NullMarked
package dev.weir.hooks.structure;

import org.jspecify.annotations.NullMarked;
