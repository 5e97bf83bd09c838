package dev.weir.engine;

import dev.weir.wire.EngineMessage;
import dev.weir.wire.EngineMessage.Failure;
import dev.weir.wire.EngineMessage.Stopping;
import dev.weir.wire.EngineMessage.Welcome;
import dev.weir.wire.FrameException;
import dev.weir.wire.Frames;
import dev.weir.wire.Nonce;
import dev.weir.wire.Proof;
import dev.weir.wire.Protocol;
import dev.weir.wire.ShimMessage;
import dev.weir.wire.ShimMessage.AskStatus;
import dev.weir.wire.ShimMessage.Stop;
import dev.weir.wire.ShimMessage.Wish;
import dev.weir.wire.Status;
import dev.weir.wire.json.JsonException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/// A visit to an engine, of whatever build, by who is no installer (`spec/wire.md`, Visits): one wish, then it is over. For one thread.
public final class Visit implements Closeable {

    /// For connecting, and for each answer.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Announcement host;
    private final SocketChannel channel;
    private final InputStream in;
    private final OutputStream out;

    private Visit(Announcement host, SocketChannel channel) {
        this.host = host;
        this.channel = channel;
        this.in = Channels.newInputStream(channel);
        this.out = Channels.newOutputStream(channel);
    }

    /// Connects to an engine.
    ///
    /// @throws IOException where nobody is there
    public static Visit to(Announcement host) throws IOException {
        return new Visit(host, host.transport().connect(host.address()));
    }

    /// How an engine is; empty where it does not answer, or not as an engine does.
    static Optional<Status> status(Announcement host) {
        try (var visit = to(host)) {
            return Optional.of(visit.status());
        } catch (IOException | IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /// How it is.
    ///
    /// @throws IOException where it does not answer within ten seconds, or not as an engine does
    public Status status() throws IOException {
        return wish(AskStatus::new, Status.class);
    }

    /// Asks it to end.
    ///
    /// @param now whether its open runs end, too
    /// @throws IOException where it does not answer within ten seconds, or not as an engine does
    public Stopping stop(boolean now) throws IOException {
        return wish(proof -> new Stop(proof, now), Stopping.class);
    }

    /// Waits until an engine that was asked to stop has ended.
    ///
    /// @throws IOException where that takes longer than ten seconds
    public void awaitEnd() throws IOException {
        if (within(PATIENCE, in::read) >= 0) {
            throw new IOException("it goes on talking");
        }
    }

    private <T extends EngineMessage> T wish(Function<String, Wish> wish, Class<T> answer) throws IOException {
        var nonce = Nonce.random();
        say(new ShimMessage.Visit(Protocol.VERSION, nonce));
        var welcome = hear(Welcome.class);
        if (!Proof.holds(welcome.proof(), host.key(), Proof.Side.ENGINE, nonce, welcome.nonce())) {
            throw new IOException("what answers as the engine does not hold its key");
        }
        say(wish.apply(Proof.of(host.key(), Proof.Side.CLIENT, nonce, welcome.nonce())));
        return hear(answer);
    }

    private void say(ShimMessage message) throws IOException {
        Frames.write(out, message.json());
    }

    private <T extends EngineMessage> T hear(Class<T> type) throws IOException {
        var message = within(PATIENCE, this::hear);
        if (message instanceof Failure(var reason, _)) {
            throw new IOException("the engine says: " + reason);
        }
        if (!type.isInstance(message)) {
            throw new IOException("the engine sent `" + message.type() + "` out of turn");
        }
        return type.cast(message);
    }

    private EngineMessage hear() throws IOException {
        try {
            return EngineMessage.of(
                    Frames.read(in).orElseThrow(() -> new IOException("the engine closed the connection")));
        } catch (FrameException | JsonException broken) {
            throw new IOException("the engine sent what makes no sense: " + broken.getMessage(), broken);
        }
    }

    private interface Reading<T> {
        T run() throws IOException;
    }

    private <T> T within(Duration time, Reading<T> reading) throws IOException {
        var limit = Thread.ofVirtual().start(() -> closeAfter(time));
        try {
            return reading.run();
        } finally {
            limit.interrupt();
        }
    }

    private void closeAfter(Duration time) {
        try {
            Thread.sleep(time);
            channel.close();
        } catch (InterruptedException | IOException inTime) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
