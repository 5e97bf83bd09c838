package dev.weir.engine;

import com.sun.security.auth.module.UnixSystem;
import dev.weir.engine.bits.PrivateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder that belongs to this user, and that nobody else can change. On a platform without POSIX permissions every folder is taken for one.
final class OwnFolder {

    private static final int WRITABLE_BY_OTHERS = 0022;

    private OwnFolder() {}

    /// Makes it, and those above it, where it is not there.
    ///
    /// @throws IOException where it cannot be made, or is another user's
    static void require(Path folder) throws IOException {
        PrivateFolder.require(folder);
        if (!is(folder)) {
            throw new IOException(folder + " belongs to another user, or others may write there");
        }
    }

    /// Whether there is one.
    static boolean is(Path folder) throws IOException {
        return Files.isDirectory(folder) && (!hasOwners(folder) || (owner(folder) == new UnixSystem().getUid()
                && (mode(folder) & WRITABLE_BY_OTHERS) == 0));
    }

    private static boolean hasOwners(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    private static int owner(Path folder) throws IOException {
        return (int) Files.getAttribute(folder, "unix:uid");
    }

    private static int mode(Path folder) throws IOException {
        return (int) Files.getAttribute(folder, "unix:mode");
    }
}
