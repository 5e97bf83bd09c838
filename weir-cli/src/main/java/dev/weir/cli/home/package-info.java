/// Lays out, at build time, the folder that `weir` runs from.
@NullMarked
package dev.weir.cli.home;

import org.jspecify.annotations.NullMarked;
