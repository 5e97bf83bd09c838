package dev.weir.packaging.tree;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file in the reach of others, who may swap it for something else at any moment.
///
/// @param path a link there is not followed
public record RegularFile(Path path) {

    /// Copies its bytes and the time of its last change to a new file.
    ///
    /// @throws UnreadableTreeException where it is no regular file, changes meanwhile, or cannot be opened within ten seconds
    /// @throws IOException             where there is no room for the copy
    public void copyTo(Path target) throws IOException {
        var file = new StableFile(path, EscapedPath.of(path));
        Openings.read(openings -> {
            try (var out = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                var read = file.read(openings, block -> {
                    while (block.hasRemaining()) {
                        out.write(block);
                    }
                });
                return Files.setLastModifiedTime(target, read.lastModifiedTime());
            }
        });
    }
}
