package dev.weir.report;

import dev.weir.journal.JournalItem.Entry;
import dev.weir.journal.JournalReader;
import dev.weir.wire.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The ids of all runs and operations in a journal.
public final class Ids {

    private final Map<String, Id> found = new LinkedHashMap<>();

    private Ids() {}

    /// What an id names.
    ///
    /// @param text      the whole id
    /// @param run       the run that it names, or that its operation belongs to
    /// @param operation the operation, where it names one
    /// @param about     in a few words, fit for a terminal
    public record Id(String text, String run, Optional<String> operation, String about) {}

    /// Reads them.
    ///
    /// @return empty where there is no journal
    /// @throws IOException where a file cannot be read at all
    public static Optional<Ids> of(Path folder) throws IOException {
        var ids = new Ids();
        return JournalReader.read(folder, item -> {
            if (item instanceof Entry entry) {
                ids.take(entry.json());
            }
        }).map(_ -> ids);
    }

    private void take(JsonObject record) {
        var run = Attributes.run(record);
        run.ifPresent(id -> found.computeIfAbsent(id, _ -> ofRun(id, record)));
        Attributes.operation(record).ifPresent(
                id -> found.computeIfAbsent(id, _ -> ofOperation(id, run.orElse("?"), record)));
    }

    private static Id ofRun(String id, JsonObject first) {
        var time = Attributes.time(first).map(moment -> ", " + moment).orElse("");
        return new Id(id, id, Optional.empty(), Plain.text("run " + id + time));
    }

    private static Id ofOperation(String id, String run, JsonObject first) {
        var about = Attributes.gate(first).orElse("?") + first.find("subject").map(
                subject -> " " + subject.asStringOrNull("subject").orElse("?")).orElse("");
        return new Id(id, run, Optional.of(id), Plain.text("operation " + id + ", " + about));
    }

    /// The one with exactly this id, else all whose id begins like this.
    public List<Id> beginningWith(String text) {
        return Optional.ofNullable(found.get(text)).map(List::of).orElseGet(
                () -> found.values().stream().filter(id -> id.text().startsWith(text)).toList());
    }
}
