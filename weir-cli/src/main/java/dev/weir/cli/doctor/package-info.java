/// `weir doctor`: whether a canary is refused by every way into the pip of this machine.
@NullMarked
package dev.weir.cli.doctor;

import org.jspecify.annotations.NullMarked;
