package dev.weir.engine.ingress;

import dev.weir.engine.settings.SettingsException;
import dev.weir.wire.EngineMessage.Failure;
import dev.weir.wire.FrameException;
import dev.weir.wire.Key;
import dev.weir.wire.ShimMessage.Prove;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongPredicate;

/// Accepts connections, one virtual thread for each.
public final class Ingress implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Ingress.class.getName());

    /// Who has not ended the greeting by then is cut off, so that nobody holds a connection for nothing.
    private static final Duration GREETING = Duration.ofSeconds(10);

    private static final Duration PARTING = Duration.ofSeconds(2);

    private final ServerSocketChannel server;
    private final Greeting greeting;
    private final Ledger ledger;
    private final Runs runs;
    private final Heartbeat heartbeat = new Heartbeat();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("weir-greeting-clock").factory());
    private final ExecutorService conversations =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("weir-conversation").factory());
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private volatile long lastEnd = System.nanoTime();

    /// @param server    bound, blocking; closed with this
    /// @param key       the engine's
    /// @param build     id of the engine's build
    /// @param judges    makes the judge of a new run, for its root installer; what it throws ends the greeting with its message
    /// @param belowHook whether the process of this number descends from one that a hook has started
    public Ingress(
            ServerSocketChannel server,
            Key key,
            String build,
            Function<Prove, Judge> judges,
            Ledger ledger,
            LongPredicate belowHook) {
        this.server = server;
        this.runs = new Runs(key, judges);
        this.greeting = new Greeting(build, runs, belowHook);
        this.ledger = ledger;
    }

    /// Accepts until closed, on the calling thread.
    public void serve() {
        try {
            while (true) {
                var channel = server.accept();
                conversations.execute(() -> converse(channel));
            }
        } catch (ClosedChannelException | RejectedExecutionException _) {
            LOG.log(System.Logger.Level.DEBUG, "no more connections are accepted");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// How long no conversation has been open.
    public Duration idle() {
        return connections.isEmpty() ? Duration.ofNanos(System.nanoTime() - lastEnd) : Duration.ZERO;
    }

    private void converse(SocketChannel channel) {
        var connection = new Connection(channel);
        connections.add(connection);
        try (connection) {
            converse(connection);
        } catch (IOException gone) {
            LOG.log(System.Logger.Level.DEBUG, "a connection ended: {0}", gone.getMessage());
        } finally {
            lastEnd = System.nanoTime();
            connections.remove(connection);
        }
    }

    private void converse(Connection connection) throws IOException {
        try {
            var greeted = greet(connection);
            try {
                new Conversation(connection, greeted, greeting.build(), ledger, heartbeat).lead();
            } finally {
                runs.leave(greeted.run());
            }
        } catch (SettingsException wrong) {
            giveUp(connection, wrong, Optional.of(wrong.hint()));
        } catch (RuntimeException | FrameException wrong) {
            giveUp(connection, wrong, Optional.empty());
        }
    }

    private static void giveUp(Connection connection, Exception wrong, Optional<String> hint) throws IOException {
        LOG.log(System.Logger.Level.WARNING, "a conversation was ended: {0}", wrong.getMessage());
        connection.send(new Failure(String.valueOf(wrong.getMessage()), hint));
    }

    private Greeting.Greeted greet(Connection connection) throws IOException {
        var limit = clock.schedule(() -> cutOff(connection), GREETING.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return greeting.greet(connection);
        } finally {
            limit.cancel(false);
        }
    }

    private static void cutOff(Connection connection) {
        try {
            connection.close();
        } catch (IOException gone) {
            LOG.log(System.Logger.Level.DEBUG, "a connection was gone before its greeting ended", gone);
        }
    }

    /// Stops accepting and ends all conversations, and waits a little until what they left open is kept as lost.
    @Override
    public void close() throws IOException {
        server.close();
        connections.forEach(Ingress::cutOff);
        conversations.shutdown();
        if (!haveEnded()) {
            conversations.shutdownNow();
            haveEnded();
        }
        heartbeat.close();
        clock.shutdownNow();
    }

    private boolean haveEnded() {
        try {
            return conversations.awaitTermination(PARTING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
