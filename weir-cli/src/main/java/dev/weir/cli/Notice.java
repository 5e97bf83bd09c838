package dev.weir.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Says what a command is doing where that takes longer than a second, to whoever sits at a terminal.
///
/// Nothing is said once it is closed.
final class Notice implements AutoCloseable {

    private static final Duration SHORT = Duration.ofSeconds(1);

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread watch;

    private Notice(Runnable saying, Duration patience) {
        watch = Thread.ofVirtual().start(() -> {
            if (!isDoneWithin(patience)) {
                saying.run();
            }
        });
    }

    /// Begins to watch.
    ///
    /// @param what is being done: `reading the journal`
    static Notice of(String what, PrintWriter err) {
        return of(what, err, Terminal.isThere(), SHORT);
    }

    static Notice of(String what, PrintWriter err, boolean atTerminal, Duration patience) {
        return new Notice(() -> {
            if (atTerminal) {
                err.println("weir: " + what + "…");
            }
        }, patience);
    }

    private boolean isDoneWithin(Duration patience) {
        try {
            return done.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /// Returns when nothing more will be said.
    @Override
    public void close() {
        done.countDown();
        try {
            watch.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
