/// Hooks, all of them asked in one way: Java hooks on threads of their own, programs in process groups of their own.
@NullMarked
package dev.weir.engine.hooks;

import org.jspecify.annotations.NullMarked;
