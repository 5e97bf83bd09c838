package dev.weir.cli.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A home from which an engine runs; it is not removed meanwhile. A lock on its `build-id` that any number of engines share; the system frees it where
/// one is killed.
///
/// @param channel holds the lock
public record HomeInUse(FileChannel channel) implements AutoCloseable {

    /// Says that this process uses a home, until closed.
    public static HomeInUse hold(Path home) throws IOException {
        var channel = FileChannel.open(home.resolve(HomeLayout.BUILD_ID), StandardOpenOption.READ);
        try {
            channel.lock(0, Long.MAX_VALUE, true);
            return new HomeInUse(channel);
        } catch (IOException | RuntimeException problem) {
            channel.close();
            throw problem;
        }
    }

    /// Whether another process uses a home.
    static boolean isHeld(Path home) throws IOException {
        try (var channel = FileChannel.open(home.resolve(HomeLayout.BUILD_ID), StandardOpenOption.WRITE)) {
            return channel.tryLock() == null;
        } catch (NoSuchFileException broken) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
