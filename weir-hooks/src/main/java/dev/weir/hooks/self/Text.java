package dev.weir.hooks.self;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files that are read as a whole.
final class Text {

    private static final int LARGEST = 64 << 20;

    private Text() {}

    /// @throws IOException where it cannot be read, or is larger than 64 MiB
    static String of(InputStream content, String name) throws IOException {
        var bytes = content.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new IOException(name + " is larger than 64 MiB");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// @throws IOException where it cannot be read, is no regular file, or is larger than 64 MiB
    static String of(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("no regular file: " + file);
        }
        try (var content = Files.newInputStream(file)) {
            return of(content, file.toString());
        }
    }
}
