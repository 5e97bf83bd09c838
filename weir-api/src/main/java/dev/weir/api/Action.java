package dev.weir.api;

import java.util.Locale;

/// What a rule asks for. The policy may change it; nothing but the policy acts on it.
public enum Action {
    /// Refuse the gate.
    DENY,
    /// Go on, and tell the user.
    WARN,
    /// Go on; keep it in the journal.
    NOTE;

    /// The word used in settings, answers and the journal.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
