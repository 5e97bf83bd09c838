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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Shows a journal (`spec/journal.md`). What is damaged is reported, and everything around it is shown.
///
/// @param folder    the journal's
/// @param selection what of it
public record JournalLog(Path folder, Selection selection) {

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
        var picked = Picked.from(folder, selection);
        return show(picked::has, entry -> out.append(entry.text()).append('\n'));
    }

    /// Writes the runs for a reader, the newest last.
    ///
    /// @param zone of the times
    /// @return empty where there is no journal
    /// @throws IOException where a file cannot be read at all; what could be read is written
    public Optional<Shown> text(PrintWriter out, ZoneId zone) throws IOException {
        var picked = Picked.from(folder, selection);
        var book = new Book(zone, new Steps(picked::hasStep, selection.filter().choosesSteps()));
        try {
            return show(picked::hasRun, entry -> book.take(entry.json()));
        } finally {
            book.print(out);
        }
    }

    private Optional<Shown> show(Predicate<JsonObject> wanted, Consumer<Entry> reader) throws IOException {
        var runs = new HashSet<String>();
        var problems = new ArrayList<String>();
        var read = JournalReader.read(folder, item -> {
            switch (item) {
                case Damaged(var damage) -> problems.add(problem(damage.toString()));
                case Entry entry when wanted.test(entry.json()) -> {
                    Attributes.run(entry.json()).ifPresent(runs::add);
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
            return Optional.of(problem(notUnderstood(entry, strange)));
        }
    }

    static String notUnderstood(Entry entry, RuntimeException strange) {
        return entry.file() + ":" + entry.line() + ": this record is not understood: " + strange.getMessage();
    }

    private String problem(String inFile) {
        return Plain.text(folder + "/" + inFile);
    }
}
