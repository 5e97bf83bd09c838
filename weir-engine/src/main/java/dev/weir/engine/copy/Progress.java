package dev.weir.engine.copy;

import dev.weir.journal.Position;
import dev.weir.packaging.tree.Sha256;
import dev.weir.wire.json.JsonException;
import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;

/// How far a target has been told the journal: a file of its own in the state folder, which also survives the engine. One thread of one process at a time
/// tells it more.
///
/// @param file where it is kept
record Progress(Path file) {

    private static final ConcurrentMap<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();
    private static final int DIGITS = 12;

    /// @param folder of the state
    /// @param target what tells the target from others
    static Progress of(Path folder, String target) {
        var id = Sha256.of(target.getBytes(StandardCharsets.UTF_8)).hex().substring(0, DIGITS);
        return new Progress(folder.resolve("copy-" + id + ".json"));
    }

    /// Waits until nobody else tells this target anything, and keeps others from it until closed.
    Closeable lock() throws IOException {
        var threads = THREADS.computeIfAbsent(file, _ -> new ReentrantLock(true));
        threads.lock();
        try {
            var channel = lockFile();
            return () -> {
                try {
                    channel.close();
                } finally {
                    threads.unlock();
                }
            };
        } catch (IOException | RuntimeException problem) {
            threads.unlock();
            throw problem;
        }
    }

    private FileChannel lockFile() throws IOException {
        var channel = FileChannel.open(sibling(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            channel.lock();
            return channel;
        } catch (IOException | RuntimeException problem) {
            channel.close();
            throw problem;
        }
    }

    private Path sibling(String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    /// Behind the last record that was handed over; empty where none was, or nobody knows any more.
    Optional<Position> read() throws IOException {
        try {
            var json = JsonReader.read(Files.readAllBytes(file)).asObject("the file");
            return Optional.of(new Position(json.int31("segment"), json.int31("lines"), json.integer("length"),
                    json.string("head")));
        } catch (NoSuchFileException | JsonException unknown) {
            return Optional.empty();
        }
    }

    void write(Position position) throws IOException {
        var json = JsonObject.builder()
                .put("segment", position.segment())
                .put("lines", position.lines())
                .put("length", position.length())
                .put("head", position.head())
                .build();
        var fresh = sibling(".new");
        Files.writeString(fresh, json.encode());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
