package dev.weir.packaging.tree;

import dev.weir.packaging.tree.UnreadableTreeException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/// A file in the reach of others, who may swap it for something else at any moment.
///
/// @param path a link there is not followed
public record RegularFile(Path path) {

    /// Reads its bytes.
    ///
    /// @param most how many there may be
    /// @throws UnreadableTreeException where it is no regular file, is larger, changes meanwhile, or cannot be opened within ten seconds
    public byte[] bytes(int most) throws IOException {
        var file = new StableFile(path, EscapedPath.of(path));
        return Openings.read(openings -> {
            var out = new ByteArrayOutputStream();
            file.read(openings, block -> {
                if (out.size() + block.remaining() > most) {
                    throw new UnreadableTreeException(Reason.TOO_LARGE, file.shown());
                }
                var part = new byte[block.remaining()];
                block.get(part);
                out.writeBytes(part);
            });
            return out.toByteArray();
        });
    }

    /// Copies its bytes and the time of its last change to a new file.
    ///
    /// @throws UnreadableTreeException where it is no regular file, changes meanwhile, or cannot be opened within ten seconds
    /// @throws IOException             where there is no room for the copy
    public void copyTo(Path target) throws IOException {
        copyTo(target, _ -> {});
    }

    /// Copies them as [#copyTo] does, and hashes them on the way.
    ///
    /// @return the digest of the copy
    public Sha256 copyAndHash(Path target) throws IOException {
        var digest = Sha256.start();
        copyTo(target, digest::update);
        return Sha256.finish(digest, new byte[0]);
    }

    private void copyTo(Path target, Consumer<ByteBuffer> passing) throws IOException {
        var file = new StableFile(path, EscapedPath.of(path));
        Openings.read(openings -> {
            try (var out = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                var read = file.read(openings, block -> {
                    passing.accept(block.duplicate());
                    while (block.hasRemaining()) {
                        out.write(block);
                    }
                });
                return Files.setLastModifiedTime(target, read.lastModifiedTime());
            }
        });
    }
}
