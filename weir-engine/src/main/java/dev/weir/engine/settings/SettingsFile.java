package dev.weir.engine.settings;

import dev.weir.packaging.tree.RegularFile;
import dev.weir.packaging.tree.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.tomlj.Toml;
import org.tomlj.TomlParseOptions;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// A file of settings that is TOML.
///
/// @param digest of its bytes
record SettingsFile(Source source, Path path, Sha256 digest, TomlTable content) {

    static final String TOO_LARGE = "it is larger than 1 MiB; allowed: at most 1048576 bytes";

    private static final int LARGEST = 1 << 20;

    /// Reads a file of this machine or this user. A link is followed; one that leads nowhere is a mistake.
    ///
    /// @return empty where it is not there
    /// @throws SettingsException where it cannot be read, or with all that makes it no TOML
    static Optional<SettingsFile> find(Source source, Path path) {
        if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        var mistakes = new Mistakes(source, path);
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw mistakes.unreadable("it is no regular file");
        }
        return Optional.of(read(path, bytes(path, mistakes), mistakes));
    }

    /// Reads a file of a project, which may have been made by anybody. It is no link, and belongs to this user or root.
    ///
    /// @throws SettingsException where it is anything else, cannot be read, or with all that makes it no TOML
    static SettingsFile ofProject(Path path) {
        var mistakes = new Mistakes(Source.PROJECT, path);
        try {
            OwnFile.check(path, LARGEST).ifPresent(problem -> {
                throw mistakes.unreadable(problem);
            });
            return read(path, new RegularFile(path).bytes(LARGEST), mistakes);
        } catch (IOException problem) {
            throw mistakes.unreadable(reason(problem));
        }
    }

    private static SettingsFile read(Path path, byte[] bytes, Mistakes mistakes) {
        var content = toml(text(bytes, mistakes), mistakes);
        return new SettingsFile(mistakes.source(), path, Sha256.of(bytes), content);
    }

    private static byte[] bytes(Path path, Mistakes mistakes) {
        try (var stream = Files.newInputStream(path)) {
            var bytes = stream.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw mistakes.unreadable(TOO_LARGE);
            }
            return bytes;
        } catch (IOException problem) {
            throw mistakes.unreadable(reason(problem));
        }
    }

    private static String reason(IOException problem) {
        return switch (problem) {
            case NoSuchFileException _ -> "it is a link that leads nowhere";
            case AccessDeniedException _ -> "permission denied";
            default -> String.valueOf(problem.getMessage());
        };
    }

    private static String text(byte[] bytes, Mistakes mistakes) {
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        var text = out.flip().toString();
        if (result.isError()) {
            mistakes.add(end(text), "not UTF-8; allowed: TOML, which is UTF-8");
        }
        mistakes.check();
        return text;
    }

    private static TomlPosition end(String text) {
        int lines = (int) text.chars().filter(c -> c == '\n').count();
        int inLine = text.codePointCount(text.lastIndexOf('\n') + 1, text.length());
        return TomlPosition.positionAt(lines + 1, inLine + 1);
    }

    private static TomlTable toml(String text, Mistakes mistakes) {
        var toml = Toml.parse(text, TomlParseOptions.sourceless());
        toml.errors().forEach(error -> mistakes.add(error.position(), String.valueOf(error.getMessage())));
        mistakes.check();
        return toml;
    }
}
