package dev.weir.journal;

import dev.weir.wire.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Small records, and a look at what became of them.
final class Sample {

    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-24T10:00:00Z"));

    private Sample() {}

    /// Everything is kept, in segments of about so many bytes.
    static Keeping segmentsOf(long bytes) {
        return new Keeping(bytes, Optional.empty(), Optional.empty());
    }

    static JournalRecord record(String name) {
        return new JournalRecord(
                "/box/u/1",
                "pip.install",
                Optional.empty(),
                Optional.of("run"),
                Optional.of(name),
                JsonObject.builder().put("name", name).build());
    }

    static List<JournalRecord> records(String... names) {
        var records = new ArrayList<JournalRecord>();
        for (var name : names) {
            records.add(record(name));
        }
        return records;
    }

    static void write(Path folder, String... names) throws IOException {
        try (var journal = Journal.open(folder, CLOCK)) {
            for (var name : names) {
                journal.append(records(name));
            }
        }
    }

    /// The names of the records that can be read, `weir.damage` for what recovery has left, and every damage.
    static List<String> read(Path folder) throws IOException {
        var found = new ArrayList<String>();
        JournalReader.read(folder, item -> found.add(name(item)));
        return found;
    }

    static String name(JournalItem item) {
        return switch (item) {
            case JournalItem.Entry entry -> name(entry.json());
            case JournalItem.Damaged(var damage) -> damage.toString();
        };
    }

    private static String name(JsonObject json) {
        var type = json.string("type");
        return type.startsWith("weir.") ? type : json.object("data").string("name");
    }

    static Path segment(Path folder, int number) {
        return folder.resolve(Segments.name(number));
    }

    static List<String> lines(Path folder, int number) throws IOException {
        return Files.readAllLines(segment(folder, number));
    }
}
