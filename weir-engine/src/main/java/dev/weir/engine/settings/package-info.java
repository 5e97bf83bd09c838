/// The user's settings: reads `weir.toml`, strictly. What is public is immutable and safe for any thread.
@NullMarked
package dev.weir.engine.settings;

import org.jspecify.annotations.NullMarked;
