/// Fakes for hook authors.
@NullMarked
package dev.weir.testkit;

import org.jspecify.annotations.NullMarked;
