package dev.weir.report;

import java.util.List;

/// A part of the report: a run, or something that happened to the journal itself.
sealed interface Chapter permits Run, FoundDamage, Retention {

    /// Lines that are fit for a terminal.
    List<String> lines();
}
