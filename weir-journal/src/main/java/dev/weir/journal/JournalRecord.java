package dev.weir.journal;

import dev.weir.wire.json.JsonObject;
import java.util.Optional;

/// What is to be recorded. The journal adds where and when it stands, and the chain (`spec/journal.md`).
///
/// @param source    `/HOST/USER/PID` of the process that it is about
/// @param type      name of an event, or one of ours such as `weir.verdict`
/// @param subject   package URL of the distribution
/// @param run       the run that it belongs to
/// @param operation id of a gate
/// @param data      the rest
public record JournalRecord(
        String source,
        String type,
        Optional<String> subject,
        Optional<String> run,
        Optional<String> operation,
        JsonObject data) {}
