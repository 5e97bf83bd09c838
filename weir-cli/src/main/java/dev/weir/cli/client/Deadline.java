package dev.weir.cli.client;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Closes a channel under whoever waits on it for too long: channels know no time.
///
/// @param seconds how long one may wait
/// @param late    what it means that it took longer, one line
record Deadline(SocketChannel channel, int seconds, String late) {

    private static final ScheduledExecutorService CLOCK =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("weir-deadline").factory());

    /// Something that waits on a channel.
    interface Waiting<T> {
        T get() throws IOException;
    }

    <T> T await(Waiting<T> waiting) throws IOException {
        var tooLate = new AtomicBoolean();
        var alarm = CLOCK.schedule(() -> {
            tooLate.set(true);
            close();
        }, seconds, TimeUnit.SECONDS);
        try {
            return waiting.get();
        } catch (IOException problem) {
            throw tooLate.get() ? new IOException(late, problem) : problem;
        } finally {
            alarm.cancel(false);
        }
    }

    private void close() {
        try {
            channel.close();
        } catch (IOException gone) {
            System.getLogger(Deadline.class.getName()).log(System.Logger.Level.DEBUG, "the engine is gone", gone);
        }
    }
}
