package dev.weir.cli.home;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What tells one build of Weir from another: the first 16 hexadecimal digits of the SHA-256 over `bin`, `lib` and `python` of a home,
/// without what Python caches there.
///
/// For each file, in the order of the relative paths (`/` between names): the path in UTF-8, a zero byte, the length in
/// decimal, a zero byte, the content.
///
/// @param text 16 lower-case hexadecimal digits
public record BuildId(String text) {

    private static final int DIGITS = 16;

    /// Computes the id of a home from its files, not from what it says of itself.
    ///
    /// @throws IOException where a file cannot be read
    public static BuildId of(Path home) throws IOException {
        var sha256 = sha256();
        for (var file : judgedFiles(home).entrySet()) {
            var content = Files.readAllBytes(file.getValue());
            sha256.update((file.getKey() + "\0" + content.length + "\0").getBytes(StandardCharsets.UTF_8));
            sha256.update(content);
        }
        return new BuildId(HexFormat.of().formatHex(sha256.digest()).substring(0, DIGITS));
    }

    private static Map<String, Path> judgedFiles(Path home) throws IOException {
        var files = new TreeMap<String, Path>();
        for (var folder : List.of("bin", "lib", "python")) {
            for (var file : new Tree(home.resolve(folder)).files()) {
                files.put(relativeName(home, file), file);
            }
        }
        return files;
    }

    private static String relativeName(Path home, Path file) {
        return home.relativize(file).toString().replace('\\', '/');
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
