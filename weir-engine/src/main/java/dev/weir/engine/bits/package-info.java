/// The bits that a gate is about: hashed and copied by the engine itself, whatever the installer says of them.
@NullMarked
package dev.weir.engine.bits;

import org.jspecify.annotations.NullMarked;
