package dev.weir.journal;

import dev.weir.journal.JournalItem.Damaged;
import dev.weir.journal.JournalItem.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads a journal from its first record to the last that was whole when reading began, and reports everything that does not fit. Changes nothing.
/// For one thread.
public final class JournalReader {

    private final Consumer<? super JournalItem> reader;
    private final Optional<String> wanted;
    private final List<Damage> damage = new ArrayList<>();
    private Optional<Mark> mark = Optional.empty();
    private long records;
    private long recovered;
    private boolean startIsLost;

    private JournalReader(Consumer<? super JournalItem> reader, Optional<String> wanted) {
        this.reader = reader;
        this.wanted = wanted;
    }

    /// What reading a whole journal has shown.
    ///
    /// @param segments  how many there are
    /// @param retired   how many before the first one were removed by retention
    /// @param records   how many can be read
    /// @param recovered how many of them tell of damage that was found before
    /// @param head      digest of the last line: the seal of the whole
    /// @param damage    everything that does not fit
    public record Summary(int segments, int retired, long records, long recovered, String head, List<Damage> damage) {
        public Summary {
            damage = List.copyOf(damage);
        }
    }

    /// Where a line stands whose digest somebody has kept.
    ///
    /// @param records how many stand behind it
    /// @param whole   whether it, and everything before it, fits
    public record Sealed(long records, boolean whole) {}

    /// What was found when a digest that somebody has kept was looked for.
    ///
    /// @param summary of the whole journal
    /// @param sealed  the line that has it; empty where no line has
    public record Proof(Summary summary, Optional<Sealed> sealed) {}

    private record Mark(long records, boolean whole) {}

    /// Gives every record and every damage to `reader`, one at a time. Empty where there is no journal.
    ///
    /// @param folder the journal's
    /// @throws IOException where a file cannot be read at all
    public static Optional<Summary> read(Path folder, Consumer<? super JournalItem> reader) throws IOException {
        return new JournalReader(reader, Optional.empty()).read(folder);
    }

    /// Reads a whole journal only to see whether it fits.
    public static Optional<Summary> verify(Path folder) throws IOException {
        return read(folder, _ -> {});
    }

    /// Reads a whole journal to see whether it fits, and whether it still holds the line with this digest.
    ///
    /// @param head 64 hexadecimal digits in lower case
    public static Optional<Proof> verify(Path folder, String head) throws IOException {
        var reader = new JournalReader(_ -> {}, Optional.of(head));
        return reader.read(folder).map(summary -> new Proof(summary, reader.sealed()));
    }

    private Optional<Summary> read(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return Optional.empty();
        }
        try (var cursor = JournalCursor.toTheEnd(folder, this::passes)) {
            for (var item = cursor.next(); item.isPresent(); item = cursor.next()) {
                take(item.get());
            }
            return cursor.segments() == 0 ? Optional.empty() : Optional.of(summary(cursor));
        }
    }

    private void take(JournalItem item) {
        switch (item) {
            case Entry(_, _, _, var json) -> {
                records++;
                recovered += json.string("type").equals("weir.damage") ? 1 : 0;
            }
            case Damaged(var found) -> damage.add(found);
        }
        reader.accept(item);
    }

    private void passes(String head) {
        if (mark.isEmpty() && wanted.filter(head::equals).isPresent()) {
            mark = Optional.of(new Mark(records, damage.isEmpty()));
        }
    }

    private Summary summary(JournalCursor cursor) {
        startIsLost = cursor.startIsLost();
        return new Summary(cursor.segments(), cursor.retired(), records, recovered, cursor.position().head(), damage);
    }

    private Optional<Sealed> sealed() {
        return mark.map(found -> new Sealed(records - found.records, found.whole && !startIsLost));
    }
}
