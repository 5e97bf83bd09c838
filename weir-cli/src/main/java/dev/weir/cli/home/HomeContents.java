package dev.weir.cli.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The list of what a home holds, by which the shim sees whether any of it is missing: a line for each file, its length in bytes, a space, its path
/// from the home on with `/` between names.
final class HomeContents {

    /// The name of the file in a home.
    static final String FILE = "contents";

    private HomeContents() {}

    /// Lists what is in a home, without what Python caches there.
    static void write(Path home) throws IOException {
        var lines = new StringBuilder();
        for (var file : new Tree(home).files()) {
            var name = home.relativize(file).toString().replace('\\', '/');
            lines.append(Files.size(file)).append(' ').append(name).append('\n');
        }
        Files.writeString(home.resolve(FILE), lines);
    }

    /// What is wrong with a home; empty where it is whole.
    static Optional<String> problem(Path home) {
        try (var lines = Files.lines(home.resolve(FILE))) {
            return lines.flatMap(line -> problem(home, line).stream()).findFirst();
        } catch (IOException unreadable) {
            return Optional.of("cannot read " + unreadable.getMessage());
        }
    }

    private static Optional<String> problem(Path home, String line) {
        var words = line.split(" ", 2);
        var file = home.resolve(words[words.length - 1]).toFile();
        return file.isFile() && file.canRead() && Long.toString(file.length()).equals(words[0])
                ? Optional.empty()
                : Optional.of(file + " is gone or broken");
    }
}
