/// `weir policy`: what the settings say, and where.
@NullMarked
package dev.weir.cli.policy;

import org.jspecify.annotations.NullMarked;
