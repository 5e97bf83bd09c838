/// What `spec/` says, held against what is really written.
@NullMarked
package dev.weir.verification.spec;

import org.jspecify.annotations.NullMarked;
