package dev.weir.engine;

import dev.weir.engine.settings.JournalSettings;
import dev.weir.journal.Journal;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/// Keeps the journal as the settings of the newest run ask: in segments, for so long. The work is done on a thread of its own, when a run has begun and
/// when a segment is begun; no answer waits for it. Safe for many threads at once.
final class JournalCare implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(JournalCare.class.getName());
    private static final Duration PARTING = Duration.ofSeconds(2);

    private final Journal journal;
    private final Semaphore work = new Semaphore(0);
    private final Thread thread = Thread.ofPlatform().daemon().name("weir-journal-care").unstarted(this::care);
    private volatile int segment;
    private volatile boolean closed;

    private JournalCare(Journal journal) {
        this.journal = journal;
    }

    /// Begins to look after a journal, which holds everything until settings say something else.
    static JournalCare of(Journal journal) {
        var care = new JournalCare(journal);
        care.thread.start();
        return care;
    }

    /// Takes what a new run has found in the settings.
    void follow(JournalSettings settings) {
        journal.keep(settings.keeping());
        work.release();
    }

    /// To be called when something has been written.
    void wake() {
        if (journal.segment() != segment) {
            work.release();
        }
    }

    private void care() {
        while (!closed) {
            work.acquireUninterruptibly();
            work.drainPermits();
            segment = journal.segment();
            retire();
        }
    }

    private void retire() {
        try {
            journal.retire();
        } catch (IOException problem) {
            LOG.log(System.Logger.Level.WARNING, "what the journal need not keep is still there: {0}",
                    problem.getMessage());
        }
    }

    /// Lets what is being done come to its end, for a little while.
    @Override
    public void close() {
        closed = true;
        work.release();
        try {
            thread.join(PARTING);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
