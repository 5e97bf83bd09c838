package dev.weir.testkit.packages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// Text files by their path, `/` between names.
///
/// @param files content by path, in the order of the paths
public record Tree(SortedMap<String, String> files) {

    /// No files.
    public static final Tree EMPTY = new Tree(new TreeMap<>());

    public Tree {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /// The files below a folder, read as UTF-8; what Python caches is left out.
    ///
    /// @throws IOException where one cannot be read
    public static Tree read(Path folder) throws IOException {
        var files = new TreeMap<String, String>();
        try (var paths = Files.walk(folder)) {
            for (var path : paths.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(path).toString().replace('\\', '/'), Files.readString(path));
            }
        }
        files.keySet().removeIf(path -> path.contains("__pycache__"));
        return new Tree(files);
    }

    /// The same with one file more, or with other content in it.
    public Tree with(String path, String text) {
        var more = new TreeMap<>(files);
        more.put(path, text);
        return new Tree(more);
    }

    /// What lies below `folder`, by its path from there.
    public Tree below(String folder) {
        var inside = new TreeMap<String, String>();
        files.forEach((path, text) -> {
            if (path.startsWith(folder + "/")) {
                inside.put(path.substring(folder.length() + 1), text);
            }
        });
        return new Tree(inside);
    }

    /// The same, moved into `folder`.
    public Tree into(String folder) {
        var moved = new TreeMap<String, String>();
        files.forEach((path, text) -> moved.put(folder + "/" + path, text));
        return new Tree(moved);
    }

    /// Writes the files below a folder, which is made where it is not there.
    ///
    /// @return the folder
    /// @throws IOException where one cannot be written
    public Path writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (var file : files.entrySet()) {
            var path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        return folder;
    }
}
