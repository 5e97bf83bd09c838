package dev.weir.engine.ingress;

import dev.weir.wire.EngineMessage.Working;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Gives signs of life while an answer is being found, so that a shim can tell a slow hook from a dead engine. Safe for many threads at once.
final class Heartbeat implements AutoCloseable {

    private static final int BEATS_PER_SILENCE = 4;

    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("weir-heartbeat").factory());

    /// The signs of life over one connection. Its clock ticks from the beginning to the end, since an answer is often there sooner than a clock is wound up.
    static final class Pulse implements AutoCloseable {

        private final Connection connection;
        private final Future<?> ticking;
        private volatile boolean beats;

        private Pulse(Connection connection, ScheduledExecutorService clock, long period) {
            this.connection = connection;
            this.ticking = clock.scheduleAtFixedRate(this::tick, period, period, TimeUnit.MILLISECONDS);
        }

        /// Ends the signs of life; none is sent after this has returned.
        interface Beating extends AutoCloseable {
            @Override
            void close();
        }

        /// Sends signs of life until closed.
        Beating start() {
            beats = true;
            return this::stop;
        }

        /// Sends on a thread of its own, so that a client that does not read holds up nobody else's heart.
        private void tick() {
            if (beats) {
                Thread.ofVirtual().start(this::beat);
            }
        }

        private synchronized void beat() {
            if (!beats) {
                return;
            }
            try {
                connection.send(new Working());
            } catch (IOException gone) {
                beats = false; // The conversation finds out for itself.
            }
        }

        private synchronized void stop() {
            beats = false;
        }

        @Override
        public void close() {
            ticking.cancel(false);
        }
    }

    /// For a connection whose other side takes a silence of so many seconds for the end.
    Pulse over(Connection connection, int silence) {
        return new Pulse(connection, clock, TimeUnit.SECONDS.toMillis(silence) / BEATS_PER_SILENCE);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
