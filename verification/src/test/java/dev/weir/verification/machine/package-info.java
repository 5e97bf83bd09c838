/// The machine that the tests run on: its Pythons, their pips, programs and folders of a test's own.
@NullMarked
package dev.weir.verification.machine;

import org.jspecify.annotations.NullMarked;
