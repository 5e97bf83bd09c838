@NullMarked
package dev.weir.cli.client;

import org.jspecify.annotations.NullMarked;
