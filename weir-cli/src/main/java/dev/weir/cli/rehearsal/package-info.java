/// What an engine does in its first moments, played once where a home is made.
@NullMarked
package dev.weir.cli.rehearsal;

import org.jspecify.annotations.NullMarked;
