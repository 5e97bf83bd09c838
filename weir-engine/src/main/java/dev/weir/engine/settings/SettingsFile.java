package dev.weir.engine.settings;

import dev.weir.api.Digest;
import dev.weir.journal.UserFolders;
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
import java.util.List;
import java.util.Map;
import org.tomlj.Toml;
import org.tomlj.TomlParseOptions;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;

/// The user's file of settings.
public final class SettingsFile {

    private static final int LARGEST = 1 << 20;

    private SettingsFile() {}

    /// Where it is: `weir/weir.toml` in [UserFolders#config()].
    ///
    /// @return absolute; perhaps not there
    public static Path userFile(Map<String, String> environment) {
        return UserFolders.of(environment).config().resolve("weir", "weir.toml");
    }

    /// Reads a file. No file is the same as an empty one; a link that leads nowhere is a mistake.
    ///
    /// @throws SettingsException with every mistake in it. Where the file is no TOML, only what makes it none is named.
    public static Settings read(Path file) {
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Settings.DEFAULT;
        }
        var bytes = bytes(file);
        var mistakes = new Mistakes(file);
        var toml = toml(text(bytes, mistakes), mistakes);
        var settings = new SettingsReader(Section.of(toml, mistakes))
                .read(Digest.ofHex(Sha256.of(bytes).hex()));
        mistakes.check();
        return settings;
    }

    private static byte[] bytes(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw unreadable(file, "it is no regular file");
        }
        try (var stream = Files.newInputStream(file)) {
            var bytes = stream.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw unreadable(file, "it is larger than 1 MiB; allowed: at most 1048576 bytes");
            }
            return bytes;
        } catch (IOException problem) {
            throw unreadable(file, reason(problem));
        }
    }

    private static String reason(IOException problem) {
        return switch (problem) {
            case NoSuchFileException _ -> "it is a link that leads nowhere";
            case AccessDeniedException _ -> "permission denied";
            default -> String.valueOf(problem.getMessage());
        };
    }

    private static SettingsException unreadable(Path file, String reason) {
        return new SettingsException(List.of(file + ": the settings cannot be read: " + reason));
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

    private static TomlParseResult toml(String text, Mistakes mistakes) {
        var toml = Toml.parse(text, TomlParseOptions.sourceless());
        toml.errors().forEach(error -> mistakes.add(error.position(), String.valueOf(error.getMessage())));
        mistakes.check();
        return toml;
    }
}
