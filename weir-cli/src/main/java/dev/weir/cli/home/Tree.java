package dev.weir.cli.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/// A folder and all that is in it. Links are never followed.
///
/// @param top the folder; it need not be there
record Tree(Path top) {

    /// Every path from `top` down, a folder before what is in it; none where `top` is not there.
    List<Path> paths() throws IOException {
        if (Files.notExists(top, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (var paths = Files.walk(top)) {
            return paths.sorted().toList();
        } catch (UncheckedIOException e) {
            throw new IOException("cannot read " + top, e);
        }
    }

    /// Every file, without what Python caches.
    List<Path> files() throws IOException {
        return paths().stream().filter(path -> !isFolder(path) && !isCache(top.relativize(path))).toList();
    }

    /// Copies everything but what Python caches.
    void copyTo(Path target) throws IOException {
        for (var path : paths()) {
            if (!isCache(top.relativize(path))) {
                copy(path, target.resolve(top.relativize(path).toString()));
            }
        }
    }

    void delete() throws IOException {
        for (var path : paths().reversed()) {
            Files.delete(path);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        if (isFolder(from)) {
            Files.createDirectories(to);
        } else {
            Files.copy(from, to);
        }
    }

    private static boolean isCache(Path path) {
        for (var name : path) {
            if (name.endsWith("__pycache__") || name.toString().endsWith(".pyc")) { // Python 2 has no folder for them.
                return true;
            }
        }
        return false;
    }

    private static boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }
}
