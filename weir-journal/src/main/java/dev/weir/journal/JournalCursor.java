package dev.weir.journal;

import dev.weir.journal.CheckedLine.Fit;
import dev.weir.journal.JournalItem.Damaged;
import dev.weir.journal.JournalItem.Entry;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads a journal record by record, and goes on in what is written later. Changes nothing. For one thread.
///
/// A last line that is no whole record is left for later: nobody has acted on it, and who writes next mends it.
public final class JournalCursor implements Closeable {

    private final Path folder;
    private final boolean toTheEnd;
    private final Consumer<? super String> heads;
    private final Deque<JournalItem> met = new ArrayDeque<>();
    private Extent extent = Extent.NOTHING;
    private Optional<Storage> storage = Optional.empty();
    private Optional<LineReader> lines = Optional.empty();
    private Optional<LostStart> start = Optional.empty();
    private LineChecker checker = new LineChecker(0, Optional.of(Chain.START));
    private Position position;
    private boolean looked;
    private int segments;
    private int retired;
    private boolean startIsLost;

    private JournalCursor(Path folder, Position start, boolean toTheEnd, Consumer<? super String> heads) {
        this.folder = folder;
        this.toTheEnd = toTheEnd;
        this.heads = heads;
        this.position = start;
    }

    /// From the first record on.
    ///
    /// @param folder the journal's; perhaps not there yet
    public static JournalCursor open(Path folder) {
        return new JournalCursor(folder, Position.startOf(0, Chain.START), false, _ -> {});
    }

    /// From a place on where another cursor has been. Where the journal no longer has that place, from the first record on.
    ///
    /// @throws IOException where the journal cannot be read
    public static JournalCursor open(Path folder, Position place) throws IOException {
        if (!stands(folder, place)) {
            return open(folder);
        }
        var cursor = new JournalCursor(folder, place, false, _ -> {});
        cursor.checker = new LineChecker(place.segment(), Optional.of(place.head()));
        return cursor;
    }

    /// From the first record of a segment on, or of the first one behind it that is there. What is before is not looked at, nor missed.
    ///
    /// @param segment number of one that is there, or was before retention
    public static JournalCursor open(Path folder, int segment) {
        var cursor = new JournalCursor(folder, Position.startOf(segment, Chain.START), false, _ -> {});
        cursor.checker = new LineChecker(segment, Optional.empty());
        return cursor;
    }

    /// One that also reports a last line that is no whole record.
    ///
    /// @param heads told the digest of each line, perhaps more than once, when all that came of it has been taken
    static JournalCursor toTheEnd(Path folder, Consumer<? super String> heads) {
        return new JournalCursor(folder, Position.startOf(0, Chain.START), true, heads);
    }

    private static boolean stands(Path folder, Position place) throws IOException {
        var file = folder.resolve(Segments.name(place.segment()));
        if (Files.notExists(file) || Files.size(file) < place.length()) {
            return false;
        }
        var read = Position.startOf(place.segment(), place.head());
        try (var lines = new LineReader(new Beginning(Files.newInputStream(file), place.length()), 0, 0)) {
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                read = read.after(line.get(), Chain.digest(line.get().bytes()));
            }
        }
        return read.equals(place);
    }

    /// The next record, or what does not fit. Empty where there is nothing more by now.
    ///
    /// @throws IOException where a file cannot be read at all
    public Optional<JournalItem> next() throws IOException {
        if (!looked) {
            look();
        }
        looked = true;
        while (met.isEmpty() && looked) {
            looked = advance();
        }
        looked |= !met.isEmpty();
        return Optional.ofNullable(met.poll());
    }

    /// Behind the line that was read last.
    public Position position() {
        return position;
    }

    /// How many segments were read.
    int segments() {
        return segments;
    }

    /// How many segments before the first one were removed by retention.
    int retired() {
        return retired;
    }

    /// Whether segments before the first one are missing, and nothing explains it.
    boolean startIsLost() {
        return startIsLost;
    }

    /// Sees how far the journal goes.
    private void look() throws IOException {
        close();
        storage = Files.exists(folder) ? Optional.of(FolderStorage.in(folder)) : Optional.empty();
        extent = storage.isPresent() ? Extent.of(storage.get()) : Extent.NOTHING;
        beginAgainWhereLess();
        if (extent.size(position.segment()) > position.length()) {
            openAgain();
        }
    }

    private void openAgain() throws IOException {
        try {
            lines = open(position);
        } catch (NoSuchFileException removedMeanwhile) {
            lines = Optional.empty();
        }
    }

    private void beginAgainWhereLess() {
        var segment = position.segment();
        if (extent.has(segment) && extent.size(segment) < position.length()) {
            reportLess("the segment has become shorter since it was read");
            position = Position.startOf(segment, Chain.START);
            checker = new LineChecker(segment, Optional.empty());
        } else if (extent.endsBefore(segment)) {
            reportLess("the segment has gone since it was read");
            position = Position.startOf(0, Chain.START);
            checker = new LineChecker(0, Optional.of(Chain.START));
        }
    }

    private void reportLess(String problem) {
        met.add(new Damaged(
                new Damage(Segments.name(position.segment()), position.lines(), position.length(), problem)));
    }

    private Optional<LineReader> open(Position from) throws IOException {
        var file = storage.orElseThrow().read(Segments.name(from.segment()));
        return Optional.of(
                new LineReader(new Beginning(file, extent.size(from.segment())), from.length(), from.lines()));
    }

    /// Reads a line, or goes on to the next segment. False where there is nothing more.
    private boolean advance() throws IOException {
        if (position.lines() > 0) {
            heads.accept(position.head());
        }
        var line = lines.isPresent() ? lines.get().next() : Optional.<RawLine>empty();
        if (line.isPresent()) {
            return take(line.get());
        }
        var next = extent.after(position.segment());
        if (next.isEmpty() || isUnfinished(next.getAsInt())) {
            reportLostStart();
            return false;
        }
        enter(next.getAsInt());
        return true;
    }

    private boolean isUnfinished(int segment) {
        return !toTheEnd && extent.isLast(segment) && extent.size(segment) == 0;
    }

    private void enter(int segment) throws IOException {
        close();
        try {
            lines = open(Position.startOf(segment, Chain.START));
            begin(segment);
        } catch (NoSuchFileException removedMeanwhile) {
            look();
        }
    }

    private void begin(int segment) {
        boolean follows = segment == position.segment() + 1;
        if (!follows) {
            reportGapBefore(segment);
        }
        checker = new LineChecker(segment, follows ? checker.head() : Optional.empty());
        position = Position.startOf(segment, Chain.START);
        segments++;
        if (extent.size(segment) == 0) {
            checker = new LineChecker(segment, Optional.of(Chain.START));
            report(new Damage(Segments.name(segment), 1, 0, "the header is missing"));
        }
    }

    private void reportGapBefore(int segment) {
        var gap = new LostStart(position.segment() + 1, segment, Optional.empty());
        if (extent.isFirst(segment)) {
            start = Optional.of(gap);
        } else {
            report(gap.damage());
        }
    }

    private void reportLostStart() {
        start.ifPresent(lost -> report(lost.damage()));
        startIsLost |= start.isPresent();
        start = Optional.empty();
    }

    private boolean take(RawLine line) {
        var checked = checker.look(line);
        if (isUnfinished(checked)) {
            return false;
        }
        checker.pass(line);
        position = position.after(line, checker.head().orElseThrow());
        show(checked);
        return true;
    }

    private boolean isUnfinished(CheckedLine line) {
        int segment = position.segment();
        return !toTheEnd && line.fit() == Fit.UNREADABLE && extent.isLast(segment)
                && line.raw().next() == extent.size(segment);
    }

    private void show(CheckedLine line) {
        if (line.fit() != Fit.FITS) {
            report(line.damage(position.segment()));
        }
        explainStart(line);
        if (line.json().isPresent() && line.raw().number() > 1) {
            var text = new String(line.raw().bytes(), StandardCharsets.UTF_8);
            met.add(new Entry(Segments.name(position.segment()), line.raw().number(), text, line.json().get()));
        }
    }

    private void explainStart(CheckedLine line) {
        if (start.isPresent()) {
            var lost = start.get().after(position.segment(), line);
            retired = lost.isEmpty() ? start.get().first() - 1 : retired;
            start = lost;
        }
    }

    private void report(Damage damage) {
        met.add(new Damaged(damage));
    }

    @Override
    public void close() throws IOException {
        if (lines.isPresent()) {
            lines.get().close();
            lines = Optional.empty();
        }
    }
}
