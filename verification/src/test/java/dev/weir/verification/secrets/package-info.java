/// Credentials that are given to pip, and where they must not turn up.
@NullMarked
package dev.weir.verification.secrets;

import org.jspecify.annotations.NullMarked;
