/// Plants the shim in environments of Python, takes it away, and says where it is.
@NullMarked
package dev.weir.cli.environment;

import org.jspecify.annotations.NullMarked;
