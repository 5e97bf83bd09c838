/// pip's own functional tests, in environments with and without the shim, and the table of what came of them.
@NullMarked
package dev.weir.verification.pipsown;

import org.jspecify.annotations.NullMarked;
