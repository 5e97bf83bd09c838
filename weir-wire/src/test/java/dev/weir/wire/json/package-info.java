@NullMarked
package dev.weir.wire.json;

import org.jspecify.annotations.NullMarked;
