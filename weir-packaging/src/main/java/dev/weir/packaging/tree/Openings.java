package dev.weir.packaging.tree;

import dev.weir.packaging.tree.UnreadableTreeException.Reason;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Opens files that others can swap for something else at any moment. A fifo in the place of a file keeps whoever opens it waiting, and Java has no way to
/// open without waiting; so the reading happens on a thread of its own, which is left behind when one opening takes too long.
///
/// For the thread that reads; the one that waits for it only looks at the time.
final class Openings {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// Not virtual ones: a virtual thread that waits in an opening keeps others from running.
    private static final ExecutorService THREADS =
            Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("weir-read-", 0).factory());

    private final Duration patience;
    private final Opener opener;
    private volatile Optional<Opening> now = Optional.empty();

    /// An opening that has not come to its end.
    private record Opening(String shown, long since) {
        boolean takesLongerThan(Duration patience) {
            return System.nanoTime() - since >= patience.toNanos();
        }
    }

    /// What is read.
    interface Reading<T> {
        T from(Openings openings) throws IOException;
    }

    /// Opens a file.
    interface Opener {
        FileChannel open(Path file) throws IOException;
    }

    private Openings(Duration patience, Opener opener) {
        this.patience = patience;
        this.opener = opener;
    }

    /// Reads, and waits for the result.
    ///
    /// @throws UnreadableTreeException where a file cannot be opened within ten seconds
    static <T> T read(Reading<T> reading) throws IOException {
        return read(PATIENCE, Openings::openForReading, reading);
    }

    static <T> T read(Duration patience, Opener opener, Reading<T> reading) throws IOException {
        var openings = new Openings(patience, opener);
        var task = new FutureTask<>(() -> reading.from(openings));
        THREADS.execute(task);
        return openings.await(task);
    }

    private <T> T await(FutureTask<T> task) throws IOException {
        while (true) {
            try {
                return task.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException _) {
                giveUpWhereItWaits(task);
            } catch (InterruptedException hurried) {
                task.cancel(true);
                Thread.currentThread().interrupt();
                throw (IOException) new InterruptedIOException("interrupted while it was read").initCause(hurried);
            } catch (ExecutionException _) {
                throw asIo(task.exceptionNow());
            }
        }
    }

    private void giveUpWhereItWaits(FutureTask<?> task) throws UnreadableTreeException {
        var stuck = now.filter(opening -> opening.takesLongerThan(patience));
        if (stuck.isPresent()) {
            task.cancel(true);
            throw new UnreadableTreeException(Reason.NOT_OPENED, stuck.get().shown);
        }
    }

    private static IOException asIo(Throwable problem) {
        return switch (problem) {
            case IOException expected -> expected;
            case RuntimeException bug -> throw bug;
            case Error fatal -> throw fatal;
            case Throwable other -> new IOException(other);
        };
    }

    /// Opens a file for reading. A link is not followed.
    ///
    /// @param shown its path as an error names it
    FileChannel open(Path file, String shown) throws IOException {
        now = Optional.of(new Opening(shown, System.nanoTime()));
        var channel = opener.open(file);
        now = Optional.empty();
        return channel;
    }

    /// Opens it and follows no link.
    static FileChannel openForReading(Path file) throws IOException {
        return FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }
}
