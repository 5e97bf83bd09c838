package dev.weir.engine.settings;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/// Whether a file is one that this user, or root, has put there.
final class OwnFile {

    private static final String UNIX = "unix";
    private static final long ROOT = 0;

    private OwnFile() {}

    /// What is wrong with it: opening anything but a regular file may have effects, or never end. It is looked at, not opened.
    ///
    /// @throws IOException where it cannot be looked at
    static Optional<String> check(Path file) throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isSymbolicLink()) {
            return Optional.of("it is a link; allowed: a regular file");
        }
        if (!attributes.isRegularFile()) {
            return Optional.of("it is no regular file");
        }
        return isForeign(file)
                ? Optional.of("it belongs to another user; allowed: a file of this user, or of root")
                : Optional.empty();
    }

    private static boolean isForeign(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains(UNIX)) {
            return false;
        }
        var owner = ((Number) Files.getAttribute(file, UNIX + ":uid", LinkOption.NOFOLLOW_LINKS)).longValue();
        return owner != ROOT && owner != new UnixSystem().getUid();
    }
}
