/// Every pip on the Pythons that it runs on.
@NullMarked
package dev.weir.verification.matrix;

import org.jspecify.annotations.NullMarked;
