/// `weir check`, beside a real pip.
@NullMarked
package dev.weir.verification.check;

import org.jspecify.annotations.NullMarked;
