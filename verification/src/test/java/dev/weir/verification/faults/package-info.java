/// What breaks while a real pip installs: the engine, a hook, the disk.
@NullMarked
package dev.weir.verification.faults;

import org.jspecify.annotations.NullMarked;
