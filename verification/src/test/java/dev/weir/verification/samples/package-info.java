/// The samples, each on its own and all together.
@NullMarked
package dev.weir.verification.samples;

import org.jspecify.annotations.NullMarked;
