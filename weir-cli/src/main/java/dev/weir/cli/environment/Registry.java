package dev.weir.cli.environment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Which folders the shim was planted in, so that the homes which they lead to are kept: a file for each, which holds its path.
///
/// @param files the folder of these files; it need not be there
record Registry(Path files) {

    private static final String MODULE = "_weir.py";
    private static final int DIGITS = 16;

    void add(Path planted) throws IOException {
        Files.createDirectories(files);
        Files.writeString(file(planted), planted + "\n");
    }

    void remove(Path planted) throws IOException {
        Files.deleteIfExists(file(planted));
    }

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
        return Files.isRegularFile(module) && Files.readString(module).contains("/" + home.getFileName() + "\"");
    }

    private Path file(Path planted) {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(planted.toString().getBytes(StandardCharsets.UTF_8));
            return files.resolve(HexFormat.of().formatHex(digest).substring(0, DIGITS));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
