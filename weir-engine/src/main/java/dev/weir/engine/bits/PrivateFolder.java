package dev.weir.engine.bits;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A new folder that only this user can enter, removed with all that is in it when it is closed. Symbolic links in it are never followed.
///
/// @param path absolute, without links
public record PrivateFolder(Path path) implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(PrivateFolder.class.getName());
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    /// Makes one among the system's temporary files.
    ///
    /// @throws IOException where there is no room for it
    public static PrivateFolder create(String prefix) throws IOException {
        return new PrivateFolder(Files.createTempDirectory(prefix, ownerOnly()).toRealPath());
    }

    /// Makes a folder for this user only, and those above it, where it is not there.
    ///
    /// @throws IOException where it cannot be made, or something else stands in its place
    public static void require(Path folder) throws IOException {
        Files.createDirectories(folder, ownerOnly());
    }

    private static FileAttribute<?>[] ownerOnly() {
        return POSIX
                ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    /// Lets this user alone read and write a file, and run it where it is a program.
    static void setExecutable(Path file, boolean executable) throws IOException {
        if (POSIX) {
            Files.setPosixFilePermissions(file,
                    PosixFilePermissions.fromString(executable ? "rwx------" : "rw-------"));
        }
    }

    /// Takes the right to write away from everybody, in the folder and all below it. Links are left alone.
    static void protect(Path tree) throws IOException {
        setPermissions(tree, "r-x------", "r--------");
    }

    /// Lets this user write again.
    static void unprotect(Path tree) throws IOException {
        setPermissions(tree, "rwx------", "rw-------");
    }

    private static void setPermissions(Path tree, String executable, String other) throws IOException {
        if (!POSIX) {
            return;
        }
        try (var paths = Files.walk(tree)) {
            for (var path : paths.filter(path -> !Files.isSymbolicLink(path)).toList()) {
                var runs = Files.isDirectory(path) || isExecutable(path);
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(runs ? executable : other));
            }
        }
    }

    /// By its permissions: for root, [Files#isExecutable] looks at anybody's.
    private static boolean isExecutable(Path file) throws IOException {
        return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_EXECUTE);
    }

    /// Removes it. What cannot be removed is logged and left.
    @Override
    public void close() {
        try {
            Files.walkFileTree(path, new Removal());
        } catch (IOException problem) {
            LOG.log(System.Logger.Level.WARNING, "cannot remove {0}: {1}", path, problem.toString());
        }
    }

    private static final class Removal extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            if (POSIX) {
                Files.setPosixFilePermissions(folder, OWNER_ONLY);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem) throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
