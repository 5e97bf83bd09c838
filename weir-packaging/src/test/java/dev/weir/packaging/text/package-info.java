@NullMarked
package dev.weir.packaging.text;

import org.jspecify.annotations.NullMarked;
