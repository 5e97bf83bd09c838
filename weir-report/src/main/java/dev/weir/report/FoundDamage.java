package dev.weir.report;

import dev.weir.wire.json.JsonObject;
import java.util.List;

/// What recovery once found, and kept: a record `weir.damage`.
record FoundDamage(List<String> lines) implements Chapter {

    /// @param time when it was found, for a reader
    /// @param data of the record
    static FoundDamage of(String time, JsonObject data) {
        return new FoundDamage(List.of(Plain.text(
                "journal, %s: damage was found in segment %d at byte %d: %s (%d bytes, kept in %s)".formatted(
                        time, data.integer("segment"), data.integer("offset"), data.string("problem"),
                        data.integer("bytes"), data.string("kept")))));
    }
}
