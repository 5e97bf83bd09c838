package dev.weir.cli.client;

import dev.weir.engine.Places;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// Finds the engine of one build and settings as a shim does, and starts it where there is none (`spec/wire.md`, Finding the engine).
///
/// @param places      where it announces itself
/// @param environment with `WEIR_LAUNCHER`, which starts it
public record EngineFinder(Places places, Map<String, String> environment) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);

    public EngineFinder {
        environment = Map.copyOf(environment);
    }

    /// An open connection; nothing has been said.
    ///
    /// @throws IOException where there is no engine and none can be started, or who answers cannot be trusted
    Reached find() throws IOException {
        var running = tryToReach();
        return running.isPresent() ? running.get() : start();
    }

    /// An engine that has accepted a connection.
    ///
    /// @param announced with the key that it has to prove
    record Reached(SocketChannel channel, Rendezvous announced) {}

    private Optional<Reached> tryToReach() throws IOException {
        var announced = Rendezvous.read(places);
        return announced.flatMap(found -> open(found.address()).map(channel -> new Reached(channel, found)));
    }

    /// Empty where nobody answers: the engine was killed, or ends.
    private static Optional<SocketChannel> open(SocketAddress address) {
        try {
            var channel = SocketChannel.open(address instanceof InetSocketAddress
                    ? StandardProtocolFamily.INET
                    : StandardProtocolFamily.UNIX);
            return Optional.of(connect(channel, address));
        } catch (IOException nobody) {
            return Optional.empty();
        }
    }

    private static SocketChannel connect(SocketChannel channel, SocketAddress address) throws IOException {
        try {
            new Deadline(channel, Conversation.GREETING_SECONDS, "no connection").await(() -> channel.connect(address));
            return channel;
        } catch (IOException nobody) {
            channel.close();
            throw nobody;
        }
    }

    /// The lock keeps many clients from starting an engine each. Shims hold another kind of it, which this one may not see: of two engines, the later one
    /// takes over.
    private Reached start() throws IOException {
        var launcher = EngineProcess.of(places, environment);
        try (var file = FileChannel.open(places.startLock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = lock(file, places.startLock())) {
            var meanwhile = tryToReach();
            return meanwhile.isPresent() ? meanwhile.get() : await(launcher.start(), launcher.log());
        }
    }

    private static FileLock lock(FileChannel file, Path name) throws IOException {
        for (var end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; pause()) {
            var lock = file.tryLock();
            if (lock != null) {
                return lock;
            }
        }
        throw new IOException("somebody else is starting the engine, and does not end; the lock is " + name);
    }

    private Reached await(Process engine, Path log) throws IOException {
        for (var end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; pause()) {
            var hasEnded = !engine.isAlive();
            var reached = tryToReach();
            if (reached.isPresent()) {
                return reached.get();
            }
            if (hasEnded) {
                throw new IOException("the engine ended with exit code %d before it was ready; see %s"
                        .formatted(engine.exitValue(), log));
            }
        }
        throw new IOException(
                "the engine was not ready within %d seconds; see %s".formatted(PATIENCE.toSeconds(), log));
    }

    private static void pause() {
        LockSupport.parkNanos(PAUSE.toNanos());
    }
}
