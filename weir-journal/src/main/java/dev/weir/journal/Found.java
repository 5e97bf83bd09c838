package dev.weir.journal;

import dev.weir.wire.json.JsonObject;
import java.util.Optional;

/// What recovery found, and the record that says so.
record Found(Damage damage, JournalRecord record) {

    static Found torn(int segment, RawLine line, String kept) {
        var problem = "a write was cut short; it was never acknowledged";
        return of(segment, line.number(), line.offset(), problem, line.next() - line.offset(), kept);
    }

    static Found damaged(int segment, CheckedLine line) {
        var raw = line.raw();
        return of(segment, raw.number(), raw.offset(), line.problem(), raw.next() - raw.offset(),
                Segments.name(segment));
    }

    static Found shortened(Position written, long size) {
        var problem = "the segment ended at " + written.length() + " bytes, now at " + size;
        return of(written.segment(), written.lines(), size, problem, 0, Segments.name(written.segment()));
    }

    static Found missing(int segment) {
        return of(segment, 1, 0, "the segment is missing", 0, Segments.name(segment));
    }

    private static Found of(int segment, int line, long offset, String problem, long bytes, String kept) {
        var data = JsonObject.builder()
                .put("segment", segment)
                .put("offset", offset)
                .put("bytes", bytes)
                .put("kept", kept)
                .put("problem", problem)
                .build();
        return new Found(
                new Damage(Segments.name(segment), line, offset, problem),
                new JournalRecord(
                        Source.ofThisProcess(), "weir.damage", Optional.empty(), Optional.empty(), Optional.empty(),
                        data));
    }
}
