package dev.weir.cli.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Which folders the shim was planted in, so that the homes which they lead to are kept: a file for each, which holds its path. Who plants, writes it.
///
/// @param files the folder of these files; it need not be there
record Registry(Path files) {

    private static final String MODULE = "_weir.py";

    /// Whether anything that was planted leads to a home.
    boolean leadsTo(Path home) throws IOException {
        if (Files.notExists(files)) {
            return false;
        }
        try (var entries = Files.newDirectoryStream(files)) {
            for (var entry : entries) {
                if (leadsTo(Path.of(Files.readString(entry).strip()).resolve(MODULE), home)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean leadsTo(Path module, Path home) throws IOException {
        if (!Files.isRegularFile(module)) {
            return false;
        }
        var text = Files.readString(module);
        var end = "/" + home.getFileName(); // Of a literal of Python, in either quotation marks.
        return text.contains(end + "'") || text.contains(end + "\"");
    }
}
