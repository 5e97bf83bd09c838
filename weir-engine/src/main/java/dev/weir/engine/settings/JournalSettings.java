package dev.weir.engine.settings;

import dev.weir.journal.Keeping;

/// What is set for the journal.
///
/// @param keeping how it is divided, and what of it is kept
public record JournalSettings(Keeping keeping) {

    /// The settings of who sets nothing.
    public static final JournalSettings DEFAULT = new JournalSettings(Keeping.EVERYTHING);
}
