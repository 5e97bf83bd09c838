package dev.weir.report;

import dev.weir.journal.JournalCursor;
import dev.weir.journal.JournalItem;
import dev.weir.journal.JournalItem.Damaged;
import dev.weir.journal.JournalItem.Entry;
import dev.weir.wire.json.JsonException;
import dev.weir.wire.json.JsonObject;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Shows a journal while it is being written. For one thread.
public final class LiveLog implements Closeable {

    private final Path folder;
    private final JournalCursor cursor;
    private final Filter filter;
    private final Picked old;
    private final Form form;
    private final Map<String, LiveStep> steps = new HashMap<>();

    /// How a record is shown.
    private interface Form {

        /// Its line; empty where there is nothing to tell.
        Optional<String> line(Entry entry);
    }

    /// A step that has begun since.
    private static final class LiveStep {

        private final Filter filter;
        private final boolean fits;
        private final List<Entry> held = new ArrayList<>();
        private boolean picked;

        private LiveStep(Filter filter, Entry first) {
            this.filter = filter;
            this.fits = filter.fitsBeginning(first.json());
        }

        /// What can be shown of it now that this is known.
        private List<Entry> release(Entry entry) {
            picked |= fits && filter.fitsVerdict(entry.json());
            held.add(entry);
            var released = picked ? List.copyOf(held) : List.<Entry>of();
            held.removeAll(released);
            return released;
        }
    }

    private LiveLog(Path folder, Selection selection, Form form) throws IOException {
        this.folder = folder;
        this.filter = selection.filter();
        this.old = Picked.from(folder, selection.last().isPresent() ? selection : Selection.ALL);
        this.form = form;
        this.cursor = JournalCursor.open(folder);
    }

    /// Shows a line for each step when it is judged, and for each that does not end well.
    ///
    /// @param folder    the journal's; perhaps not there yet
    /// @param selection of what is there by now; what is written later has to fit its filter only
    /// @param zone      of the times
    /// @throws IOException where the journal cannot be read at all
    public static LiveLog text(Path folder, Selection selection, ZoneId zone) throws IOException {
        var lines = new LiveLines(zone);
        return new LiveLog(folder, selection, entry -> lines.line(entry.json()));
    }

    /// Shows every record, each in one line, as it is stored. Not fit for a terminal that trusts what it shows.
    public static LiveLog json(Path folder, Selection selection) throws IOException {
        return new LiveLog(folder, selection, entry -> Optional.of(entry.text()));
    }

    /// Writes what is new since the last call.
    ///
    /// @return what is damaged or not understood, as [JournalLog.Shown#problems()]
    /// @throws IOException where a file cannot be read at all; what could be read is written
    public List<String> more(PrintWriter out) throws IOException {
        var problems = new ArrayList<String>();
        for (var item = cursor.next(); item.isPresent() && !out.checkError(); item = cursor.next()) {
            take(item.get(), out).map(problem -> Plain.text(folder + "/" + problem)).ifPresent(problems::add);
        }
        return problems;
    }

    private Optional<String> take(JournalItem item, PrintWriter out) {
        return switch (item) {
            case Damaged(var damage) -> Optional.of(damage.toString());
            case Entry entry -> take(entry, out);
        };
    }

    private Optional<String> take(Entry entry, PrintWriter out) {
        var strange = new ArrayList<String>();
        for (var shown : released(entry)) {
            try {
                form.line(shown).ifPresent(line -> out.print(line + "\n"));
            } catch (JsonException | DateTimeException problem) {
                strange.add(JournalLog.notUnderstood(shown, problem));
            }
        }
        return strange.stream().findFirst();
    }

    /// What can be shown now that this is known.
    private List<Entry> released(Entry entry) {
        var record = entry.json();
        if (old.knows(record)) {
            return old.has(record) ? List.of(entry) : List.of();
        }
        return Attributes.operation(record).map(operation -> released(operation, entry))
                .orElseGet(() -> isLoose(record) ? List.of(entry) : List.of());
    }

    private boolean isLoose(JsonObject record) {
        return !filter.choosesRuns() && filter.fitsTime(record);
    }

    private List<Entry> released(String operation, Entry entry) {
        var step = steps.computeIfAbsent(operation, _ -> new LiveStep(filter, entry));
        if (Attributes.isEnd(entry.json())) {
            steps.remove(operation);
        }
        return step.release(entry);
    }

    @Override
    public void close() throws IOException {
        cursor.close();
    }
}
