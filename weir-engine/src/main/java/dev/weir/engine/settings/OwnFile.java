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
    /// @param most how many bytes it may have
    /// @throws IOException where it cannot be looked at
    static Optional<String> check(Path file, int most) throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isSymbolicLink()) {
            return Optional.of("it is a link; allowed: a regular file");
        }
        if (!attributes.isRegularFile()) {
            return Optional.of("it is no regular file");
        }
        if (isForeign(file)) {
            return Optional.of("it belongs to another user; allowed: a file of this user, or of root");
        }
        return attributes.size() > most ? Optional.of(SettingsFile.TOO_LARGE) : Optional.empty();
    }

    private static boolean isForeign(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains(UNIX)) {
            return false;
        }
        var owner = ((Number) Files.getAttribute(file, UNIX + ":uid", LinkOption.NOFOLLOW_LINKS)).longValue();
        return owner != ROOT && owner != new UnixSystem().getUid();
    }
}
