/// What the hook `structure` is told by a real pip, and refuses.
@NullMarked
package dev.weir.verification.structure;

import org.jspecify.annotations.NullMarked;
