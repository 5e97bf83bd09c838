package dev.weir.wire;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What becomes of a refusal.
public enum Mode {
    /// It is carried out.
    ENFORCE,
    /// It is only journalled: everything goes on.
    OBSERVE;

    /// The word used in the settings, on the wire and in the journal.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The value that a word names.
    public static Optional<Mode> of(String word) {
        return Arrays.stream(values()).filter(value -> value.word().equals(word)).findFirst();
    }
}
