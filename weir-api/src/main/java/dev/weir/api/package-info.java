/// What a hook author compiles against: events, findings, verdicts and the hook types.
@NullMarked
package dev.weir.api;

import org.jspecify.annotations.NullMarked;
