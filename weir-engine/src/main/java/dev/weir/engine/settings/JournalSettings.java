package dev.weir.engine.settings;

import dev.weir.journal.Keeping;
import java.util.Optional;

/// What is set for the journal.
///
/// @param keeping  how it is divided, and what of it is kept
/// @param copyTo   where its records are handed over to
/// @param copyMust whether no gate is answered before its records were handed over
public record JournalSettings(Keeping keeping, Optional<CopyTo> copyTo, boolean copyMust) {

    /// The settings of who sets nothing.
    public static final JournalSettings DEFAULT =
            new JournalSettings(Keeping.EVERYTHING, Optional.empty(), false);
}
