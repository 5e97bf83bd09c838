/// What the docs tell users to type.
@NullMarked
package dev.weir.verification.guide;

import org.jspecify.annotations.NullMarked;
