package dev.weir.report;

import dev.weir.journal.JournalItem.Entry;
import dev.weir.journal.JournalReader;
import dev.weir.wire.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// What a selection picks from the journal as it is now. A step may turn out to fit only by its last record, so the journal is read once before.
final class Picked {

    private final Selection selection;
    private final Map<String, Boolean> begun = new HashMap<>();
    private final Set<String> operations = new HashSet<>();
    private final Map<String, Boolean> runs = new LinkedHashMap<>();
    private Set<String> newest = Set.of();

    private Picked(Selection selection) {
        this.selection = selection;
    }

    /// @throws IOException where the journal cannot be read at all
    static Picked from(Path folder, Selection selection) throws IOException {
        var picked = new Picked(selection);
        if (!selection.isAll()) {
            JournalReader.read(folder, item -> {
                if (item instanceof Entry entry) {
                    picked.take(entry.json());
                }
            });
            picked.chooseRuns();
        }
        return picked;
    }

    private void take(JsonObject record) {
        var operation = Attributes.operation(record);
        var run = Attributes.run(record);
        if (operation.isPresent() && run.isPresent()) {
            runs.putIfAbsent(run.get(), false);
            var fits = begun.computeIfAbsent(operation.get(), _ -> selection.filter().fitsBeginning(record));
            if (fits && selection.filter().fitsVerdict(record)) {
                operations.add(operation.get());
                runs.put(run.get(), true);
            }
        }
    }

    private void chooseRuns() {
        var fitting = runs.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
        var count = Math.min(selection.last().orElse(Integer.MAX_VALUE), fitting.size());
        newest = Set.copyOf(fitting.subList(fitting.size() - count, fitting.size()));
    }

    /// Whether the record was there when the journal was read.
    boolean knows(JsonObject record) {
        return Attributes.operation(record).filter(begun::containsKey).isPresent();
    }

    /// Whether the record is to be shown.
    boolean has(JsonObject record) {
        return hasRun(record) && Attributes.operation(record).map(this::hasStep).orElse(true);
    }

    /// Whether the record belongs to a run of which something is to be shown, or to none where that does not matter.
    boolean hasRun(JsonObject record) {
        return selection.isAll() || Attributes.run(record).map(newest::contains).orElseGet(() -> isLoose(record));
    }

    private boolean isLoose(JsonObject record) {
        return !selection.choosesRuns() && selection.filter().fitsTime(record);
    }

    /// Whether a step is to be shown.
    boolean hasStep(String operation) {
        return selection.isAll() || operations.contains(operation);
    }
}
