package dev.weir.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What the failure of a hook means: the setting `on-failure`.
public enum OnFailure {
    /// The gate cannot be decided. The default.
    UNDECIDED,
    /// The gate is refused.
    DENY,
    /// The gate is decided without this hook.
    ALLOW;

    /// The word used in settings.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The value that a word names.
    public static Optional<OnFailure> of(String word) {
        return Arrays.stream(values()).filter(value -> value.word().equals(word)).findFirst();
    }
}
