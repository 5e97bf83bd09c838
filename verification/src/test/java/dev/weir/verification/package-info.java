/// What needs the whole: architecture rules, real installers end to end, fault injection.
@NullMarked
package dev.weir.verification;

import org.jspecify.annotations.NullMarked;
