/// Packages that leave a mark when any of their code runs, put through every way in that pip has.
@NullMarked
package dev.weir.verification.canary;

import org.jspecify.annotations.NullMarked;
