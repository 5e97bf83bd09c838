/// The journal, made readable.
@NullMarked
package dev.weir.report;

import org.jspecify.annotations.NullMarked;
