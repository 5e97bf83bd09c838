package dev.weir.report;

import dev.weir.journal.JournalItem.Damaged;
import dev.weir.journal.JournalItem.Entry;
import dev.weir.journal.JournalReader;
import dev.weir.wire.json.JsonException;
import dev.weir.wire.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All that the journal knows of one run, or of one operation with what it started. For one thread.
public final class JournalShow {

    private final Path folder;
    private final Ids.Id id;
    private final List<String> problems = new ArrayList<>();
    private Optional<Run> run = Optional.empty();

    private JournalShow(Path folder, Ids.Id id) {
        this.folder = folder;
        this.id = id;
    }

    /// Reads it.
    ///
    /// @throws IOException where a file cannot be read at all
    public static JournalShow read(Path folder, Ids.Id id) throws IOException {
        var show = new JournalShow(folder, id);
        JournalReader.read(folder, item -> {
            switch (item) {
                case Damaged(var damage) -> show.problem(damage.toString());
                case Entry entry when Attributes.run(entry.json()).filter(id.run()::equals).isPresent() ->
                    show.take(entry);
                case Entry _ -> {}
            }
        });
        return show;
    }

    private void take(Entry entry) {
        try {
            var known = run.orElseGet(() -> new Run("", entry.json(), new Steps(_ -> true, true)));
            run = Optional.of(known);
            known.take(entry.json());
        } catch (JsonException | DateTimeException strange) {
            problem(JournalLog.notUnderstood(entry, strange));
        }
    }

    private void problem(String inFile) {
        problems.add(Plain.text(folder + "/" + inFile));
    }

    /// What is damaged in the journal, or not understood of the run, as [JournalLog.Shown#problems()].
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /// Whether nothing of it can be understood.
    public boolean isEmpty() {
        return run.isEmpty() || (id.operation().isPresent() && operation().isEmpty());
    }

    private Optional<Step> operation() {
        return id.operation().flatMap(wanted -> run.map(found -> found.steps().get(wanted)));
    }

    /// Writes it for a reader.
    ///
    /// @param zone  of the times
    /// @param width of the terminal; a word that is longer is not broken
    public void text(PrintWriter out, ZoneId zone, int width) {
        run.ifPresent(found -> {
            var text = new ShowText(zone, width);
            var lines = operation()
                    .map(step -> text.operation(step, id.run(), nodes(found)))
                    .orElseGet(() -> text.run(id.text(), found, nodes(found)));
            lines.forEach(line -> out.print(line + "\n"));
        });
    }

    /// The same as one JSON object.
    public JsonObject json() {
        var json = JsonObject.builder().put("run", id.run());
        run.filter(_ -> id.operation().isEmpty()).ifPresent(found -> {
            json.put("result", found.outcome());
            StepJson.times(json, ShowText.span(found));
        });
        return json.put("operations", StepJson.of(run.map(this::nodes).orElse(List.of()))).build();
    }

    private List<RunTree.Node> nodes(Run found) {
        var tree = new RunTree(found.steps());
        return operation().map(step -> tree.from(List.of(step))).orElseGet(tree::all);
    }
}
