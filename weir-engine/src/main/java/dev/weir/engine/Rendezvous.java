package dev.weir.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// The file in which an engine announces itself (`spec/wire.md`). Only its user can read it.
///
/// Whoever renames a file of its own to this name last is the engine that clients find. An engine that wants to be found no longer empties the file that it
/// has written, wherever that is by now: it can never take another one's announcement away.
final class Rendezvous implements AutoCloseable {

    private static final String UNFINISHED = ".new";

    private final Path file;
    private final byte[] content;
    private final FileChannel written;

    private Rendezvous(Path file, byte[] content, FileChannel written) {
        this.file = file;
        this.content = content;
        this.written = written;
    }

    /// Announces an engine that accepts connections, in place of any other.
    static Rendezvous announce(Path file, Announcement announcement) throws IOException {
        var content = announcement.encode();
        var fresh = file.resolveSibling(
                file.getFileName() + "." + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt())
                        + UNFINISHED);
        var channel = FileChannel.open(fresh,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly());
        try {
            channel.write(ByteBuffer.wrap(content));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            removeUnfinished(file);
            return new Rendezvous(file, content, channel);
        } catch (IOException | RuntimeException problem) {
            channel.close();
            throw problem;
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /// What engines have left that were killed while they wrote.
    private static void removeUnfinished(Path file) throws IOException {
        try (var left = Files.newDirectoryStream(file.resolveSibling(""), file.getFileName() + ".*" + UNFINISHED)) {
            for (var unfinished : left) {
                Files.deleteIfExists(unfinished);
            }
        }
    }

    /// Whether clients still find this engine there.
    boolean stands() throws IOException {
        try {
            return Arrays.equals(Files.readAllBytes(file), content);
        } catch (NoSuchFileException removed) {
            return false;
        }
    }

    /// Takes it back, so that nobody new comes.
    void withdraw() throws IOException {
        if (written.isOpen()) {
            written.truncate(0);
        }
    }

    @Override
    public void close() throws IOException {
        withdraw();
        written.close();
    }
}
