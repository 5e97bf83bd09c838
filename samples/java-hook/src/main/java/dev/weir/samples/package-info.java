/// What a hook in Java looks like.
@NullMarked
package dev.weir.samples;

import org.jspecify.annotations.NullMarked;
