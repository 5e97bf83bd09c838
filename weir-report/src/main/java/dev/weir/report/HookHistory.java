package dev.weir.report;

import dev.weir.journal.JournalItem.Damaged;
import dev.weir.journal.JournalItem.Entry;
import dev.weir.journal.JournalReader;
import dev.weir.wire.json.JsonException;
import dev.weir.wire.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the hooks have done last, as a journal tells it (`spec/journal.md`, `weir.verdict`).
///
/// @param last     by the name of the hook; those that were never asked are not in it
/// @param problems what is damaged or not understood, each with its place; fit for a terminal
public record HookHistory(Map<String, Last> last, List<String> problems) {

    public HookHistory {
        last = Map.copyOf(last);
        problems = List.copyOf(problems);
    }

    /// How a hook took part in a verdict.
    ///
    /// @param status       `answered`, `failed` or `timed-out`
    /// @param reason       why, where it did not answer
    /// @param milliseconds how long it took
    /// @param time         when that was written
    /// @param run          id of the run
    public record Last(String status, Optional<String> reason, long milliseconds, Instant time, String run) {}

    /// Reads a journal from its beginning to its end. Where there is none, nobody was asked.
    ///
    /// @param folder the journal's
    /// @throws IOException where a file cannot be read at all
    public static HookHistory read(Path folder) throws IOException {
        var last = new HashMap<String, Last>();
        var problems = new ArrayList<String>();
        JournalReader.read(folder, item -> {
            switch (item) {
                case Damaged(var damage) -> problems.add(Plain.text(folder + "/" + damage));
                case Entry entry -> take(entry, last).ifPresent(
                        problem -> problems.add(Plain.text(folder + "/" + problem)));
            }
        });
        return new HookHistory(last, problems);
    }

    private static Optional<String> take(Entry entry, Map<String, Last> last) {
        try {
            var record = entry.json();
            if (record.string("type").equals("weir.verdict")) {
                record.object("data").objects("hooks")
                        .forEach(hook -> last.put(hook.string("name"), last(record, hook)));
            }
            return Optional.empty();
        } catch (JsonException | DateTimeException strange) {
            return Optional.of("%s:%d: this record is not understood: %s"
                    .formatted(entry.file(), entry.line(), strange.getMessage()));
        }
    }

    private static Last last(JsonObject record, JsonObject hook) {
        return new Last(
                hook.string("status"),
                hook.stringOrNull("reason"),
                hook.integer("milliseconds"),
                Instant.parse(record.string("time")),
                record.string("run"));
    }
}
