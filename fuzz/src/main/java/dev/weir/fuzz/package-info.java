/// What must hold for any bytes: a reader refuses them with its own exception, or takes them as other readers do.
@NullMarked
package dev.weir.fuzz;

import org.jspecify.annotations.NullMarked;
