package dev.weir.fuzz;

import java.util.function.Supplier;

/// What must hold; the fuzzer reports what is thrown.
final class Must {

    private Must() {}

    static void be(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise.get());
        }
    }

    /// Fails where reading again what was written gives something else.
    static void stay(Object first, Object again) {
        be(first.equals(again), () -> "read first: " + first + ", and again: " + again);
    }
}
