/// The Python packaging rules: versions, names and specifiers, and strict readers for what installers read.
@NullMarked
package dev.weir.packaging;

import org.jspecify.annotations.NullMarked;
