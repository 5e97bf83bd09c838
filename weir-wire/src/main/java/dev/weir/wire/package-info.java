/// Frames and JSON to events and back. No I/O, no threads.
@NullMarked
package dev.weir.wire;

import org.jspecify.annotations.NullMarked;
