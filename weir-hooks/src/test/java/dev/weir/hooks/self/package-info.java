@NullMarked
package dev.weir.hooks.self;

import org.jspecify.annotations.NullMarked;
