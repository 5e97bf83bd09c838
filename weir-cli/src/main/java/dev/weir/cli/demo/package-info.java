/// `weir demo`: the main job for a newcomer, offline.
@NullMarked
package dev.weir.cli.demo;

import org.jspecify.annotations.NullMarked;
