@NullMarked
package dev.weir.verification.mainjob;

import org.jspecify.annotations.NullMarked;
