package dev.weir.report;

import dev.weir.wire.json.JsonObject;
import java.util.List;

/// That a segment was removed because the settings ask for it: a record `weir.retention`.
record Retention(List<String> lines) implements Chapter {

    /// @param time when, for a reader
    /// @param data of the record
    static Retention of(String time, JsonObject data) {
        return new Retention(List.of(Plain.text(
                "journal, %s: segment %d was removed by %s (%d records, %d bytes, up to the line %s)%s".formatted(
                        time, data.integer("segment"), data.string("reason"), data.integer("records"),
                        data.integer("bytes"), data.string("head"), damage(data.integer("damage"))))));
    }

    private static String damage(long places) {
        return places == 0 ? "" : "; not all of it did fit: " + places + (places == 1 ? " place" : " places");
    }
}
