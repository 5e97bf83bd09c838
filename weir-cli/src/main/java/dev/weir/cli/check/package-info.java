/// `weir check`: judges packages where they lie, as an installation would, and installs nothing.
@NullMarked
package dev.weir.cli.check;

import org.jspecify.annotations.NullMarked;
