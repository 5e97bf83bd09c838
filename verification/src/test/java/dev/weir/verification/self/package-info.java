/// What protects Weir itself, under a real pip.
@NullMarked
package dev.weir.verification.self;

import org.jspecify.annotations.NullMarked;
