package dev.weir.packaging.tree;

import dev.weir.packaging.tree.UnreadableTreeException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.Objects;

/// A regular file that must stay the same one, unchanged, while it is read.
///
/// @param shown its path as an error names it
record StableFile(Path path, String shown) {

    private static final int SMALLEST_BLOCK = 1 << 12;
    private static final int BLOCK = 1 << 17;

    /// Is given what was read, block by block, and empties each.
    interface Blocks {
        void take(ByteBuffer block) throws IOException;
    }

    /// The digest of its bytes.
    ///
    /// @throws UnreadableTreeException where it is no regular file, changes, or is more than `count` allows
    Sha256 digest(Openings openings, Sha256.ByteCount count) throws IOException {
        MessageDigest digest = Sha256.start();
        read(openings, block -> {
            count.add(block.remaining());
            digest.update(block);
        });
        return Sha256.finish(digest, new byte[0]);
    }

    /// Reads it to its end.
    ///
    /// @return what it was, before and after
    /// @throws UnreadableTreeException where it is no regular file, or changes
    BasicFileAttributes read(Openings openings, Blocks blocks) throws IOException {
        BasicFileAttributes before = attributes();
        if (!before.isRegularFile()) {
            throw new UnreadableTreeException(Reason.NO_FILE, shown);
        }
        try (var channel = openings.open(path, shown)) {
            // Something else that is in its place now has another length; where it has none, nothing is read and nothing is waited for.
            require(channel.size() == before.size());
            require(copy(channel, before.size(), blocks) == before.size());
        }
        require(same(before, attributes()));
        return before;
    }

    private void require(boolean unchanged) throws UnreadableTreeException {
        if (!unchanged) {
            throw new UnreadableTreeException(Reason.CHANGED, shown);
        }
    }

    /// How many bytes there were; no more than `size` are read.
    private static long copy(ReadableByteChannel channel, long size, Blocks blocks) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(Math.clamp(size, SMALLEST_BLOCK, BLOCK));
        long read = 0;
        while (read < size && channel.read(block.limit(Math.clamp(size - read, 1, block.capacity()))) >= 0) {
            read += block.position();
            blocks.take(block.flip());
            block.clear();
        }
        return read;
    }

    private BasicFileAttributes attributes() throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean same(BasicFileAttributes before, BasicFileAttributes after) {
        return after.isRegularFile()
                && Objects.equals(before.fileKey(), after.fileKey())
                && before.size() == after.size()
                && before.lastModifiedTime().equals(after.lastModifiedTime());
    }
}
