package dev.weir.packaging.tree;

import dev.weir.packaging.tree.UnreadableTreeException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/// A regular file that must stay the same one, unchanged, while it is read.
///
/// @param shown its path as an error names it
record StableFile(Path path, String shown) {

    Sha256 digest(Sha256.ByteCount count) throws IOException {
        BasicFileAttributes before = attributes();
        if (!before.isRegularFile()) {
            throw new UnreadableTreeException(Reason.NO_FILE, shown);
        }
        Sha256 digest = Sha256.ofChannel(path, before.size(), count);
        if (!same(before, attributes())) {
            throw new UnreadableTreeException(Reason.CHANGED, shown);
        }
        return digest;
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
