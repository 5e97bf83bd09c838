@NullMarked
package dev.weir.cli.throwaway;

import org.jspecify.annotations.NullMarked;
