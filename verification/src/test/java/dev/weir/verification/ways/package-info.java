/// Ways into pip: an allowed package is journalled, and a canary is refused before any of its code runs.
@NullMarked
package dev.weir.verification.ways;

import org.jspecify.annotations.NullMarked;
