/// `weir doctor` on the Python of this machine.
@NullMarked
package dev.weir.verification.doctor;

import org.jspecify.annotations.NullMarked;
