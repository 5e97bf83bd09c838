/// JSON as Weir uses it: values, a strict reader, a compact writer.
@NullMarked
package dev.weir.wire.json;

import org.jspecify.annotations.NullMarked;
