/// How engines begin, take over, and end: real pips, real engines.
@NullMarked
package dev.weir.verification.life;

import org.jspecify.annotations.NullMarked;
