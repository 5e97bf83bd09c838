package dev.weir.engine.ingress;

import dev.weir.engine.ingress.Greeting.Installer;
import dev.weir.engine.ingress.Greeting.Nobody;
import dev.weir.engine.ingress.Greeting.TurnedAway;
import dev.weir.engine.ingress.Greeting.Visitor;
import dev.weir.engine.settings.SettingsException;
import dev.weir.wire.EngineMessage.Failure;
import dev.weir.wire.EngineMessage.Stopping;
import dev.weir.wire.FrameException;
import dev.weir.wire.Key;
import dev.weir.wire.ShimMessage.AskStatus;
import dev.weir.wire.ShimMessage.Prove;
import dev.weir.wire.ShimMessage.Stop;
import dev.weir.wire.ShimMessage.Wish;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongPredicate;

/// Accepts connections, one thread for each: a virtual one would be woken by way of two others for every message.
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
            Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().name("weir-conversation").factory());
    private final Attendance attendance = new Attendance();
    private final Control control;

    /// @param server    bound, blocking; closed with this
    /// @param key       the engine's
    /// @param build     id of the engine's build
    /// @param judges    makes the judge of a new run, for its root installer; what it throws ends the greeting with its message
    /// @param belowHook whether the process of this number descends from one that a hook has started
    /// @param control   answers visitors
    public Ingress(
            ServerSocketChannel server,
            Key key,
            String build,
            Function<Prove, Judge> judges,
            Ledger ledger,
            LongPredicate belowHook,
            Control control) {
        this.server = server;
        this.runs = new Runs(key, judges);
        this.greeting = new Greeting(build, runs, belowHook, control::isDraining);
        this.ledger = ledger;
        this.control = control;
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

    /// How long no installer has been connected.
    public Duration idle() {
        return attendance.idle();
    }

    /// Waits until no installer is connected, for some time.
    ///
    /// @return whether none is
    public boolean awaitQuiet(Duration time) throws InterruptedException {
        return attendance.awaitQuiet(time);
    }

    private void converse(SocketChannel channel) {
        var connection = new Connection(channel);
        attendance.enter(connection);
        try (connection) {
            converse(connection);
        } catch (IOException gone) {
            LOG.log(System.Logger.Level.DEBUG, "a connection ended: {0}", gone.getMessage());
        } finally {
            attendance.leave(connection);
        }
    }

    private void converse(Connection connection) throws IOException {
        try {
            switch (greet(connection)) {
                case Installer installer -> lead(connection, installer);
                case Visitor(var wish) -> receive(connection, wish);
                case Nobody() -> attendance.isVisitor(connection);
                case TurnedAway() -> LOG.log(System.Logger.Level.DEBUG, "an installer looks for another engine");
            }
        } catch (SettingsException wrong) {
            giveUp(connection, wrong, Optional.of(wrong.hint()));
        } catch (RuntimeException | FrameException wrong) {
            giveUp(connection, wrong, Optional.empty());
        }
    }

    private void lead(Connection connection, Installer installer) throws IOException {
        try (var pulse = heartbeat.over(connection, installer.run().judge().silence())) {
            new Conversation(connection, installer, greeting.build(), ledger, pulse).lead();
        } finally {
            runs.leave(installer.run());
        }
    }

    private void receive(Connection connection, Wish wish) throws IOException {
        attendance.isVisitor(connection);
        switch (wish) {
            case AskStatus _ -> connection.send(control.status(idle(), runs.open()));
            case Stop(_, var now) -> stop(connection, now);
        }
    }

    /// The visitor sees the end by the end of the connection.
    private void stop(Connection connection, boolean now) throws IOException {
        control.drain();
        try {
            connection.send(new Stopping(runs.open().size()));
        } finally {
            control.end(now);
        }
        connection.receive();
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
        attendance.all().forEach(Ingress::cutOff);
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
