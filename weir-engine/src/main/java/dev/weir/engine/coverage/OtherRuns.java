package dev.weir.engine.coverage;

import dev.weir.journal.JournalCursor;
import dev.weir.journal.JournalItem.Entry;
import dev.weir.wire.Mode;
import dev.weir.wire.Tuples;
import dev.weir.wire.json.JsonException;
import dev.weir.wire.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What other runs may have changed while a command was at work, as the journal says: other engines write to it too. For one thread.
public final class OtherRuns {

    private static final String DONE = ".done";

    private final String run;
    private final String command;
    private final Map<String, ChangingStep> asked = new LinkedHashMap<>();
    private final Map<String, ChangingStep> open = new LinkedHashMap<>();
    private boolean begun;

    private OtherRuns(String run, String command) {
        this.run = run;
        this.command = command;
    }

    /// Reads on from the segment before `segment`: a step of another run may have been judged long before the command began.
    ///
    /// @param folder  the journal's
    /// @param segment the one that was written when the command's conversation began
    /// @param run     the command's
    /// @param command its operation
    /// @return the steps of other runs that were let through, and had not ended when the command began
    /// @throws IOException where the journal cannot be read
    public static Collection<ChangingStep> during(Path folder, int segment, String run, String command)
            throws IOException {
        var others = new OtherRuns(run, command);
        try (var cursor = JournalCursor.open(folder, Math.max(1, segment - 1))) {
            for (var item = cursor.next(); item.isPresent(); item = cursor.next()) {
                if (item.get() instanceof Entry entry) {
                    others.read(entry.json());
                }
            }
        }
        return List.copyOf(others.open.values());
    }

    private void read(JsonObject record) {
        try {
            take(record);
        } catch (JsonException ofAnotherVersion) {
            return; // It explains nothing.
        }
    }

    private void take(JsonObject record) {
        var operation = record.optionalString("operation");
        if (operation.isEmpty() || record.string("run").equals(run)) {
            begun |= operation.filter(command::equals).isPresent();
            return;
        }
        switch (record.string("type")) {
            case "weir.verdict" -> isJudged(operation.get(), record.object("data"));
            case String event when event.endsWith(".write") || event.endsWith(".uninstall") ->
                step(record, event).ifPresent(step -> asked.put(operation.get(), step));
            case String event when event.endsWith(DONE) -> hasEnded(operation.get());
            case String _ -> {}
        }
    }

    private static Optional<ChangingStep> step(JsonObject record, String event) {
        return ChangingStep.of(record.string("run"), Tuples.gate(event, record.object("data").array("args")));
    }

    private void isJudged(String operation, JsonObject data) {
        var observed = data.object("client").string("mode").equals(Mode.OBSERVE.word());
        var letThrough = observed || List.of("allow", "patched").contains(data.string("verdict"));
        if (letThrough && asked.containsKey(operation)) {
            open.put(operation, asked.get(operation));
        } else {
            open.remove(operation);
        }
    }

    private void hasEnded(String operation) {
        asked.remove(operation);
        if (!begun) {
            open.remove(operation);
        }
    }
}
