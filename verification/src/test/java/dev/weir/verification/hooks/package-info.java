/// `weir hooks`, beside a real pip.
@NullMarked
package dev.weir.verification.hooks;

import org.jspecify.annotations.NullMarked;
