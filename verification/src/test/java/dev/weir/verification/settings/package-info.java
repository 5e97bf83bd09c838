@NullMarked
package dev.weir.verification.settings;

import org.jspecify.annotations.NullMarked;
