package dev.weir.engine.ingress;

import dev.weir.wire.EngineMessage.Working;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Gives signs of life while an answer is being found, so that a shim can tell a slow hook from a dead engine. Safe for many threads at once.
final class Heartbeat implements AutoCloseable {

    private static final int BEATS_PER_SILENCE = 4;

    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("weir-heartbeat").factory());

    /// Ends the signs of life; none is sent after this has returned.
    interface Beating extends AutoCloseable {
        @Override
        void close();
    }

    /// Sends a sign of life over `connection` several times in `silence` seconds, until closed.
    Beating start(Connection connection, int silence) {
        var period = TimeUnit.SECONDS.toMillis(silence) / BEATS_PER_SILENCE;
        var beating = new Beat(connection);
        var task = clock.scheduleAtFixedRate(beating, period, period, TimeUnit.MILLISECONDS);
        return () -> {
            task.cancel(false);
            beating.stop();
        };
    }

    /// Sends on a thread of its own, so that a client that does not read holds up nobody else's heart.
    private static final class Beat implements Runnable {

        private final Connection connection;
        private boolean stopped;

        Beat(Connection connection) {
            this.connection = connection;
        }

        @Override
        public void run() {
            Thread.ofVirtual().start(this::beat);
        }

        private synchronized void beat() {
            if (stopped) {
                return;
            }
            try {
                connection.send(new Working());
            } catch (IOException gone) {
                stopped = true; // The conversation finds out for itself.
            }
        }

        synchronized void stop() {
            stopped = true;
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
