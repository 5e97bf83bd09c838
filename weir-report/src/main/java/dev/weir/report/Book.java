package dev.weir.report;

import dev.weir.wire.json.JsonObject;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The journal for a reader: run after run, in the order in which they began. Not safe for several threads.
final class Book {

    private final DateTimeFormatter time;
    private final Steps shown;
    private final List<Chapter> chapters = new ArrayList<>();
    private final Map<String, Run> runs = new HashMap<>();

    /// @param zone  of the times
    /// @param shown which steps of the runs
    Book(ZoneId zone, Steps shown) {
        this.shown = shown;
        time = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT).withZone(zone);
    }

    /// Takes the next record.
    ///
    /// @throws dev.weir.wire.json.JsonException or [java.time.DateTimeException] where it is not understood
    void take(JsonObject record) {
        switch (record.string("type")) {
            case "weir.damage" -> chapters.add(FoundDamage.of(time(record), record.object("data")));
            case "weir.retention" -> chapters.add(Retention.of(time(record), record.object("data")));
            case String _ -> runs.computeIfAbsent(record.string("run"), _ -> begin(record)).take(record);
        }
    }

    private Run begin(JsonObject record) {
        var run = new Run(time(record), record, shown);
        chapters.add(run);
        return run;
    }

    private String time(JsonObject record) {
        return time.format(Instant.parse(record.string("time")));
    }

    void print(PrintWriter out) {
        var before = "";
        for (var chapter : chapters) {
            out.print(before);
            chapter.lines().forEach(line -> out.print(line + "\n"));
            before = "\n";
        }
    }
}
