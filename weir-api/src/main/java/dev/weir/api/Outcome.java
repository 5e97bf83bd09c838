package dev.weir.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How an operation ended.
public enum Outcome {
    /// It was carried out.
    OK,
    /// This gate was refused.
    REFUSED,
    /// It was tried and failed, or could not be decided.
    FAILED,
    /// Ctrl-C, or another refusal ended the run before it was carried out.
    CANCELLED,
    /// The installer went away without a word.
    LOST;

    /// The word used in the tuple.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The outcome that a word names.
    public static Optional<Outcome> of(String word) {
        return Arrays.stream(values()).filter(outcome -> outcome.word().equals(word)).findFirst();
    }
}
