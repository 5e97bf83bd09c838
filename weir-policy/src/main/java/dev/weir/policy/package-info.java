/// From findings and settings to a verdict. Pure: no I/O.
@NullMarked
package dev.weir.policy;

import org.jspecify.annotations.NullMarked;
