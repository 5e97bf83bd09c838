package dev.weir.api;

import java.util.Locale;

/// How bad a finding is, for readers and for sorting; it decides nothing.
public enum Severity {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    /// The word used in answers and the journal.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
