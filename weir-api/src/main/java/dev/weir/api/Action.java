package dev.weir.api;

import java.util.Locale;

/// What a rule asks for, the strictest first. The policy may change it; nothing but the policy acts on it.
public enum Action {
    /// Refuse the gate.
    DENY,
    /// Go on, and tell the user.
    WARN,
    /// Go on; keep it in the journal.
    NOTE;

    /// Whether less goes on under this than under another one.
    public boolean isStricterThan(Action other) {
        return compareTo(other) < 0;
    }

    /// The word used in settings, answers and the journal.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
