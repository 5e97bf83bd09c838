@NullMarked
package dev.weir.packaging.requirement;

import org.jspecify.annotations.NullMarked;
