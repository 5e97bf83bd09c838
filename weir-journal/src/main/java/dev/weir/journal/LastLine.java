package dev.weir.journal;

import java.io.IOException;
import java.util.Optional;

/// Finds the last line of a file from the file's end.
final class LastLine {

    private static final long WINDOW = 64 * 1024;

    private LastLine() {}

    /// Its number is not known; empty where the file is.
    static Optional<RawLine> of(Storage storage, String name) throws IOException {
        long size = storage.size(name);
        long start = size - WINDOW;
        var last = behind(storage, name, start);
        // A line that begins the window may have begun before it.
        while (start > 0 && last.filter(line -> line.number() > 1).isEmpty()) {
            start = size - 2 * (size - start);
            last = behind(storage, name, start);
        }
        return last;
    }

    private static Optional<RawLine> behind(Storage storage, String name, long start) throws IOException {
        try (var lines = new LineReader(storage.read(name), Math.max(0, start), 0)) {
            var last = Optional.<RawLine>empty();
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                last = line;
            }
            return last;
        }
    }
}
