/// A place apart, in which programs can be tried and nothing of the user's is touched.
@NullMarked
package dev.weir.cli.throwaway;

import org.jspecify.annotations.NullMarked;
