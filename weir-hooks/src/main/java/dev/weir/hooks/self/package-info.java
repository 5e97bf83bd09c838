/// The built-in hook `self`: nothing that pip installs or removes takes the place of Weir's own files. Every type is safe for any thread.
@NullMarked
package dev.weir.hooks.self;

import org.jspecify.annotations.NullMarked;
