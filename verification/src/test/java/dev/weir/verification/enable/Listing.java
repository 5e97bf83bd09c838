package dev.weir.verification.enable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Everything below a folder: the mode of each path, what a link leads to, the hash of a file.
record Listing(Map<String, String> paths) {

    static Listing of(Path top) throws IOException {
        try (var paths = Files.walk(top)) {
            return new Listing(paths.collect(
                    Collectors.toMap(path -> top.relativize(path).toString(), Listing::describe, (one, _) -> one,
                            TreeMap::new)));
        }
    }

    /// What is here and was not there, or not like this.
    Listing since(Listing before) {
        var more = new TreeMap<>(paths);
        more.entrySet().removeAll(before.paths.entrySet());
        return new Listing(more);
    }

    /// Without what Python caches.
    Listing withoutCaches() {
        var kept = new TreeMap<>(paths);
        kept.keySet().removeIf(path -> path.contains("__pycache__"));
        return new Listing(kept);
    }

    /// The names of those that are no folders.
    List<String> files() {
        return paths.entrySet().stream().filter(path -> !path.getValue().endsWith("/")).map(Map.Entry::getKey).toList();
    }

    private static String describe(Path path) {
        try {
            var mode = Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
            if (Files.isSymbolicLink(path)) {
                return mode + " -> " + Files.readSymbolicLink(path);
            }
            return mode + (Files.isDirectory(path) ? "/" : " #" + Arrays.hashCode(Files.readAllBytes(path)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
