/// Receives events, runs hooks within their deadlines, and answers.
@NullMarked
package dev.weir.engine;

import org.jspecify.annotations.NullMarked;
