package dev.weir.journal;

import dev.weir.journal.CheckedLine.Fit;
import dev.weir.journal.JournalItem.Damaged;
import dev.weir.journal.JournalItem.Entry;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Reads a journal from its first record to the last that was whole when reading began, and reports everything that does not fit. Changes nothing.
/// For one thread.
public final class JournalReader {

    private final Storage storage;
    private final Consumer<? super JournalItem> reader;
    private Optional<String> head = Optional.of(Chain.START);
    private int expected = 1;
    private int segments;
    private long records;
    private final List<Damage> damage = new ArrayList<>();

    private JournalReader(Storage storage, Consumer<? super JournalItem> reader) {
        this.storage = storage;
        this.reader = reader;
    }

    /// What reading a whole journal has shown.
    ///
    /// @param segments how many there are
    /// @param records  how many can be read
    /// @param head     digest of the last line: the seal of the whole
    /// @param damage   everything that does not fit
    public record Summary(int segments, long records, String head, List<Damage> damage) {
        public Summary {
            damage = List.copyOf(damage);
        }
    }

    /// Gives every record and every damage to `reader`, one at a time. Empty where there is no journal.
    ///
    /// @param folder the journal's
    /// @throws IOException where a file cannot be read at all
    public static Optional<Summary> read(Path folder, Consumer<? super JournalItem> reader) throws IOException {
        return Files.exists(folder)
                ? new JournalReader(FolderStorage.in(folder), reader).read()
                : Optional.empty();
    }

    /// Reads a whole journal only to see whether it fits.
    public static Optional<Summary> verify(Path folder) throws IOException {
        return read(folder, _ -> {});
    }

    private Optional<Summary> read() throws IOException {
        var sizes = sizes();
        for (var segment : sizes.entrySet()) {
            reportGapBefore(segment.getKey());
            readSegment(segment.getKey(), segment.getValue());
        }
        return sizes.isEmpty()
                ? Optional.empty()
                : Optional.of(new Summary(segments, records, head.orElse(Chain.START), damage));
    }

    /// The segments and their length, at a moment when nobody is in the middle of a write.
    private Map<Integer, Long> sizes() throws IOException {
        try (var _ = storage.lock()) {
            var sizes = new TreeMap<Integer, Long>();
            for (int number : Segments.numbers(storage.names())) {
                sizes.put(number, storage.size(Segments.name(number)));
            }
            return sizes;
        }
    }

    private void reportGapBefore(int segment) {
        for (; expected < segment; expected++) {
            report(new Damage(Segments.name(expected), 1, 0, "the segment is missing"));
            head = Optional.empty();
        }
        expected++;
    }

    private void readSegment(int segment, long size) throws IOException {
        segments++;
        var checker = new LineChecker(segment, head);
        head = Optional.of(Chain.START);
        try (var lines = new LineReader(new Beginning(storage.read(Segments.name(segment)), size), 0, 0)) {
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                show(segment, checker.check(line.get()));
                head = checker.head();
            }
        }
        if (size == 0) {
            report(new Damage(Segments.name(segment), 1, 0, "the header is missing"));
        }
    }

    private void show(int segment, CheckedLine line) {
        if (line.fit() != Fit.FITS) {
            report(line.damage(segment));
        }
        if (line.json().isPresent() && line.raw().number() > 1) {
            records++;
            var text = new String(line.raw().bytes(), StandardCharsets.UTF_8);
            reader.accept(new Entry(Segments.name(segment), line.raw().number(), text, line.json().get()));
        }
    }

    private void report(Damage found) {
        damage.add(found);
        reader.accept(new Damaged(found));
    }

    /// The beginning of a stream: what is appended while we read is not ours.
    private static final class Beginning extends FilterInputStream {
        private long left;

        private Beginning(InputStream in, long size) {
            super(in);
            this.left = size;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = super.read(bytes, offset, (int) Math.min(length, left));
            left -= Math.max(read, 0);
            return read;
        }
    }
}
