/// What built-in hooks do with findings.
@NullMarked
package dev.weir.hooks.findings;

import org.jspecify.annotations.NullMarked;
