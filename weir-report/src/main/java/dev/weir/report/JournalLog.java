package dev.weir.report;

import dev.weir.journal.JournalItem.Damaged;
import dev.weir.journal.JournalItem.Entry;
import dev.weir.journal.JournalReader;
import dev.weir.wire.json.JsonException;
import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonString;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Shows a journal (`spec/journal.md`). What is damaged is reported, and everything around it is shown.
///
/// @param folder    the journal's
/// @param selection which runs
public record JournalLog(Path folder, Selection selection) {

    /// Which runs are to be shown; where one is chosen, only what belongs to a run is.
    ///
    /// @param run  how their id begins
    /// @param last how many at most, the newest
    public record Selection(Optional<String> run, OptionalInt last) {

        /// Everything.
        public static final Selection ALL = new Selection(Optional.empty(), OptionalInt.empty());

        private boolean isAll() {
            return equals(ALL);
        }

        private Set<String> of(Set<String> runs) {
            var fitting = runs.stream().filter(id -> id.startsWith(run.orElse(""))).toList();
            var count = Math.min(last.orElse(Integer.MAX_VALUE), fitting.size());
            return Set.copyOf(fitting.subList(fitting.size() - count, fitting.size()));
        }
    }

    /// What was shown.
    ///
    /// @param runs     how many
    /// @param problems what is damaged or not understood, each with its file, line and, where it is damaged, offset in bytes; fit for a terminal
    public record Shown(int runs, List<String> problems) {
        public Shown {
            problems = List.copyOf(problems);
        }
    }

    /// Writes every record, each in one line, as it is stored. Not fit for a terminal that trusts what it shows.
    ///
    /// @return empty where there is no journal
    /// @throws IOException where a file cannot be read at all
    public Optional<Shown> json(PrintWriter out) throws IOException {
        return show(entry -> out.append(entry.text()).append('\n'));
    }

    /// Writes the runs for a reader, the newest last.
    ///
    /// @param zone of the times
    /// @return empty where there is no journal
    /// @throws IOException where a file cannot be read at all; what could be read is written
    public Optional<Shown> text(PrintWriter out, ZoneId zone) throws IOException {
        var book = new Book(zone);
        try {
            return show(entry -> book.take(entry.json()));
        } finally {
            book.print(out);
        }
    }

    private Optional<Shown> show(Consumer<Entry> reader) throws IOException {
        var wanted = wanted();
        var runs = new HashSet<String>();
        var problems = new ArrayList<String>();
        var read = JournalReader.read(folder, item -> {
            switch (item) {
                case Damaged(var damage) -> problems.add(problem(damage.toString()));
                case Entry entry when wanted.test(entry.json()) -> {
                    run(entry.json()).ifPresent(runs::add);
                    take(entry, reader).ifPresent(problems::add);
                }
                case Entry _ -> {}
            }
        });
        return read.map(_ -> new Shown(runs.size(), problems));
    }

    private Optional<String> take(Entry entry, Consumer<Entry> reader) {
        try {
            reader.accept(entry);
            return Optional.empty();
        } catch (JsonException | DateTimeException strange) {
            var place = entry.file() + ":" + entry.line();
            return Optional.of(problem(place + ": this record is not understood: " + strange.getMessage()));
        }
    }

    private String problem(String inFile) {
        return Plain.text(folder + "/" + inFile);
    }

    private Predicate<JsonObject> wanted() throws IOException {
        if (selection.isAll()) {
            return _ -> true;
        }
        var runs = selection.of(runs());
        return record -> run(record).filter(runs::contains).isPresent();
    }

    /// The ids of all runs, in the order in which they began.
    private Set<String> runs() throws IOException {
        var runs = new LinkedHashSet<String>();
        JournalReader.read(folder, item -> {
            if (item instanceof Entry entry) {
                run(entry.json()).ifPresent(runs::add);
            }
        });
        return runs;
    }

    private static Optional<String> run(JsonObject record) {
        return record.find("run").filter(JsonString.class::isInstance).map(run -> run.asString("run"));
    }
}
