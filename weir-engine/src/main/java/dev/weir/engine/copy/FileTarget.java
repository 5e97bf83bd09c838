package dev.weir.engine.copy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// A file that grows line by line; made for its owner only. It is opened anew each time, so that it may be moved away.
///
/// @param journal the journal's folder: nothing in it is a target
record FileTarget(Path file, Path journal) implements Target {

    private static final ByteBuffer LF = ByteBuffer.wrap(new byte[]{'\n'}).asReadOnlyBuffer();
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    @Override
    public void take(byte[] lines) throws IOException {
        requirePlace();
        try (var channel = FileChannel.open(file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE), onlyForOwner())) {
            append(channel, lines);
        }
    }

    private static FileAttribute<?>[] onlyForOwner() {
        return POSIX
                ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private void requirePlace() throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException("it is no regular file");
        }
        var place = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath().normalize();
        if (place.startsWith(journal) || place.startsWith(journal.toRealPath())) {
            throw new IOException("it lies in the folder of the journal itself");
        }
    }

    /// What was written when it fails is taken back.
    private static void append(FileChannel channel, byte[] lines) throws IOException {
        var length = channel.size();
        try {
            channel.position(length);
            if (!isAtLineStart(channel, length)) {
                write(channel, LF.duplicate()); // somebody was killed in the middle of a line
            }
            write(channel, ByteBuffer.wrap(lines));
            channel.force(true);
        } catch (IOException problem) {
            takeBack(channel, length, problem);
            throw problem;
        }
    }

    private static boolean isAtLineStart(FileChannel channel, long length) throws IOException {
        var last = ByteBuffer.allocate(1);
        return length == 0 || channel.read(last, length - 1) < 1 || last.get(0) == '\n';
    }

    private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static void takeBack(FileChannel channel, long length, IOException problem) {
        try {
            channel.truncate(length);
        } catch (IOException second) {
            problem.addSuppressed(second);
        }
    }
}
