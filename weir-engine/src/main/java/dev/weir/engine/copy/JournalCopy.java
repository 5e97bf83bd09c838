package dev.weir.engine.copy;

import dev.weir.engine.settings.CopyTo;
import dev.weir.journal.JournalCursor;
import dev.weir.journal.JournalItem.Entry;
import dev.weir.journal.Position;
import dev.weir.journal.StateFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Hands the records of the journal over to one target, in their order, none left out. Where a process is killed between a record and the note that it was handed over,
/// it is handed over again. Safe for many threads and processes at once: one at a time hands over what all of them have written.
public final class JournalCopy {

    private static final int BATCH = 1 << 20;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration PROGRAM = Duration.ofSeconds(60);

    private final Path journal;
    private final String name;
    private final Target target;
    private final Progress progress;
    private Optional<JournalCursor> open = Optional.empty();

    /// Makes the copy of a journal. Nothing is handed over yet.
    public JournalCopy(StateFolder state, CopyTo to) {
        this(state, to, PROGRAM);
    }

    /// @param patience how long a program may take
    JournalCopy(StateFolder state, CopyTo to, Duration patience) {
        this.journal = state.journal();
        this.name = to.text();
        this.target = Target.of(to, journal, patience);
        this.progress = Progress.of(state.root(), name);
    }

    /// Hands over what is in the journal by now and was not handed over yet.
    ///
    /// @throws IOException where the target did not take it; it will be handed over again
    public void handOver() throws IOException {
        try (var _ = progress.lock()) {
            handOverMore();
        } catch (IOException problem) {
            throw new IOException("the journal cannot be copied to " + name + ": " + problem.getMessage(), problem);
        }
    }

    /// Hands over what is in the journal by now, and tries again for a while where the target does not take it.
    ///
    /// @throws IOException why the target did not take it the last time
    public void insist(Duration patience) throws IOException {
        var deadline = System.nanoTime() + patience.toNanos();
        for (var pause = FIRST_PAUSE;; pause = pause.multipliedBy(2)) {
            try {
                handOver();
                return;
            } catch (IOException problem) {
                if (System.nanoTime() + pause.toNanos() > deadline) {
                    throw problem;
                }
                sleep(pause);
            }
        }
    }

    private static void sleep(Duration pause) throws IOException {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IOException("the engine ends", hurried);
        }
    }

    private void handOverMore() throws IOException {
        var done = progress.read();
        var cursor = cursor(done);
        try {
            for (var batch = batch(cursor); batch.length > 0; batch = batch(cursor)) {
                target.take(batch);
                progress.write(cursor.position());
            }
            noteWhereNothingWasToHandOver(cursor);
        } catch (IOException | RuntimeException problem) {
            open = Optional.empty();
            cursor.close();
            throw problem;
        }
    }

    /// That of the last time, unless another process has gone on meanwhile.
    private JournalCursor cursor(Optional<Position> done) throws IOException {
        if (open.isPresent() && done.filter(open.get().position()::equals).isPresent()) {
            return open.get();
        }
        if (open.isPresent()) {
            open.get().close();
        }
        var cursor = done.isPresent() ? JournalCursor.open(journal, done.get()) : JournalCursor.open(journal);
        open = Optional.of(cursor);
        return cursor;
    }

    /// The next records; empty where there are none by now.
    private static byte[] batch(JournalCursor cursor) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var item = cursor.next();
        while (item.isPresent()) {
            if (item.get() instanceof Entry entry) {
                bytes.writeBytes(entry.text().getBytes(StandardCharsets.UTF_8));
                bytes.write('\n');
            }
            item = bytes.size() < BATCH ? cursor.next() : Optional.empty();
        }
        return bytes.toByteArray();
    }

    private void noteWhereNothingWasToHandOver(JournalCursor cursor) throws IOException {
        if (cursor.position().lines() > 0 && progress.read().filter(cursor.position()::equals).isEmpty()) {
            progress.write(cursor.position());
        }
    }

    /// The first segment that is still needed: what was not handed over begins there, or behind it.
    public int firstNeeded() throws IOException {
        return progress.read().map(Position::segment).orElse(1);
    }
}
