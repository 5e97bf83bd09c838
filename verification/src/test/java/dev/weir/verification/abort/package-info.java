@NullMarked
package dev.weir.verification.abort;

import org.jspecify.annotations.NullMarked;
