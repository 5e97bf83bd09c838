package dev.weir.journal;

import dev.weir.wire.json.JsonException;
import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonReader;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/// What reading one segment for itself shows. That it follows the one before it is not looked at.
///
/// @param bytes   its length
/// @param records how many can be read
/// @param damage  how many lines do not fit
/// @param head    digest of its last line
record Survey(long bytes, long records, int damage, String head) {

    private static final Survey NOTHING = new Survey(0, 0, 0, Chain.START);

    static Survey of(Storage storage, int segment) throws IOException {
        var checker = new LineChecker(segment, Optional.empty());
        var survey = NOTHING;
        try (var lines = new LineReader(storage.read(Segments.name(segment)), 0, 0)) {
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                survey = survey.and(checker.check(line.get()), checker.head().orElseThrow());
            }
        }
        return survey;
    }

    /// When a segment was begun; empty where it is not there, or its header cannot be read.
    static Optional<Instant> created(Storage storage, int segment) throws IOException {
        if (storage.size(Segments.name(segment)) < 0) {
            return Optional.empty();
        }
        try (var lines = new LineReader(storage.read(Segments.name(segment)), 0, 0)) {
            return lines.next().flatMap(line -> time(line, "created"));
        }
    }

    /// When the last line of a segment was written; empty where it cannot be read.
    static Optional<Instant> lastTime(Storage storage, int segment) throws IOException {
        return LastLine.of(storage, Segments.name(segment))
                .flatMap(line -> time(line, "time").or(() -> time(line, "created")));
    }

    private static Optional<Instant> time(RawLine line, String member) {
        try {
            return JsonReader.read(line.bytes()).asObject("the line").optionalString(member).flatMap(Survey::instant);
        } catch (JsonException damaged) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException strange) {
            return Optional.empty();
        }
    }

    private Survey and(CheckedLine line, String lastHead) {
        var isRecord = line.json().isPresent() && line.raw().number() > 1;
        return new Survey(line.raw().next(), records + (isRecord ? 1 : 0), damage + (line.fits() ? 0 : 1), lastHead);
    }

    /// The record that is written before the segment is removed.
    JournalRecord retention(Expendable segment) {
        var data = JsonObject.builder()
                .put("segment", segment.number())
                .put("bytes", bytes)
                .put("records", records)
                .put("damage", damage)
                .put("head", LostStart.HEAD + head)
                .put("reason", segment.reason())
                .build();
        return new JournalRecord(
                Source.ofThisProcess(), LostStart.TYPE, Optional.empty(), Optional.empty(), Optional.empty(), data);
    }
}
