/// The append-only, tamper-evident record: append, recover, verify, read.
@NullMarked
package dev.weir.journal;

import org.jspecify.annotations.NullMarked;
