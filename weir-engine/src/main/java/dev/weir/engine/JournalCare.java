package dev.weir.engine;

import dev.weir.engine.copy.HandOver;
import dev.weir.engine.copy.JournalCopy;
import dev.weir.engine.settings.CopyTo;
import dev.weir.engine.settings.JournalSettings;
import dev.weir.journal.Journal;
import dev.weir.journal.StateFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Keeps the journal as the settings of the newest run ask: in segments, for so long, and copied elsewhere. The work is done on a thread of its own, when a run
/// has begun and when something was written; no answer waits for it, unless the settings of its run say so. Safe for many threads at once.
final class JournalCare implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(JournalCare.class.getName());
    private static final Duration PARTING = Duration.ofSeconds(2);
    private static final Duration INSISTENCE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final StateFolder state;
    private final Journal journal;
    private final Semaphore work = new Semaphore(0);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ConcurrentMap<CopyTo, JournalCopy> copies = new ConcurrentHashMap<>();
    private final Thread thread = Thread.ofPlatform().daemon().name("weir-journal-care").unstarted(this::care);
    private volatile Optional<JournalCopy> copy = Optional.empty();
    private volatile boolean begun;
    private volatile int segment;

    private JournalCare(StateFolder state, Journal journal) {
        this.state = state;
        this.journal = journal;
    }

    /// Begins to look after a journal, which holds everything until settings say something else.
    static JournalCare of(StateFolder state, Journal journal) {
        var care = new JournalCare(state, journal);
        care.thread.start();
        return care;
    }

    /// Takes what a new run has found in the settings.
    ///
    /// @return what has to be handed over before a gate of this run is answered
    HandOver follow(JournalSettings settings) {
        journal.keep(settings.keeping());
        copy = settings.copyTo().map(to -> copies.computeIfAbsent(to, added -> new JournalCopy(state, added)));
        begun = true;
        work.release();
        return copy.filter(_ -> settings.copyMust()).<HandOver>map(target -> () -> target.insist(INSISTENCE))
                .orElse(HandOver.NOTHING);
    }

    /// To be called when something has been written.
    void wake() {
        if (copy.isPresent() || journal.segment() != segment) {
            work.release();
        }
    }

    private void care() {
        for (var last = false; !last;) {
            work.acquireUninterruptibly();
            work.drainPermits();
            last = closed.getCount() == 0;
            retireWhereDue();
            copyUntilDone();
        }
    }

    private void retireWhereDue() {
        if (begun || journal.segment() != segment) {
            begun = false;
            segment = journal.segment();
            retire();
        }
    }

    /// What was not handed over yet stays.
    private void retire() {
        try {
            journal.retire(copy.isPresent() ? copy.get().firstNeeded() : Integer.MAX_VALUE);
        } catch (IOException problem) {
            LOG.log(System.Logger.Level.WARNING, "what the journal need not keep is still there: {0}",
                    problem.getMessage());
        }
    }

    /// Tries again, later and later, until it is done, or this is closed: then the next engine goes on with it.
    private void copyUntilDone() {
        var pause = Duration.ofSeconds(1);
        while (!isCopied() && !isClosedWithin(pause)) {
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private boolean isCopied() {
        try {
            if (copy.isPresent()) {
                copy.get().handOver();
            }
            return true;
        } catch (IOException problem) {
            LOG.log(System.Logger.Level.WARNING, "{0}; it is tried again", problem.getMessage());
            return false;
        }
    }

    private boolean isClosedWithin(Duration pause) {
        try {
            return closed.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException hurried) {
            return true;
        }
    }

    /// Hands over what was written last, and lets what is being done come to its end, for a little while.
    @Override
    public void close() {
        closed.countDown();
        work.release();
        try {
            thread.join(PARTING);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
