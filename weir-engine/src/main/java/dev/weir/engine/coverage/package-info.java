/// The coverage proof: what a command leaves of the distributions that it has found is compared with the steps that were judged, those of other runs included.
@NullMarked
package dev.weir.engine.coverage;

import org.jspecify.annotations.NullMarked;
