package dev.weir.cli.check;

import dev.weir.packaging.filename.InvalidFileNameException;
import dev.weir.packaging.filename.SourceFileName;
import dev.weir.packaging.filename.WheelFileName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a package says that it is, where that can be read without running anything. It may be wrong.
///
/// @param name    not normalised
/// @param version as it stands there
public record Metadata(Optional<String> name, Optional<String> version) {

    static final Metadata NONE = new Metadata(Optional.empty(), Optional.empty());

    private static final int LARGEST = 1 << 20;
    private static final Pattern KEY_AND_STRING =
            Pattern.compile("(?<key>name|version)\\s*=\\s*([\"'])(?<value>[^\"'\\\\]+)\\2\\s*(#.*)?");

    /// Of the name of a wheel.
    static Metadata ofWheel(String file) {
        try {
            var wheel = WheelFileName.parse(file);
            return of(wheel.writtenName(), wheel.version().toString());
        } catch (InvalidFileNameException noWheel) {
            return NONE;
        }
    }

    /// Of the name of a source archive.
    static Metadata ofArchive(String file) {
        try {
            var source = SourceFileName.parse(file);
            return of(source.writtenName(), source.version().toString());
        } catch (InvalidFileNameException noSource) {
            return NONE;
        }
    }

    /// Of a source tree: its `PKG-INFO`, or the table `project` of its `pyproject.toml` (PEP 621), as it is usually written.
    static Metadata ofTree(Path root) {
        var packageInfo = text(root.resolve("PKG-INFO")).map(Metadata::headers).filter(Metadata::isNamed);
        return packageInfo.isPresent()
                ? packageInfo.get()
                : text(root.resolve("pyproject.toml")).map(Metadata::project).orElse(NONE);
    }

    /// This, or where it has no name another.
    Metadata or(Metadata other) {
        return isNamed() ? this : other;
    }

    private boolean isNamed() {
        return name.isPresent();
    }

    private static Metadata of(String name, String version) {
        return new Metadata(Optional.of(name), Optional.of(version));
    }

    private static Metadata headers(String text) {
        var lines = text.lines().takeWhile(line -> !line.isEmpty()).toList();
        return new Metadata(header("name:", lines), header("version:", lines));
    }

    private static Optional<String> header(String start, List<String> lines) {
        return lines.stream()
                .filter(line -> line.regionMatches(true, 0, start, 0, start.length()))
                .map(line -> line.substring(start.length()).strip())
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /// Line by line: a parser of TOML is no match for what somebody may have written to break it.
    private static Metadata project(String text) {
        var lines = text.lines().map(String::strip).dropWhile(line -> !line.equals("[project]")).skip(1)
                .takeWhile(line -> !line.startsWith("[")).toList();
        return new Metadata(value("name", lines), value("version", lines));
    }

    private static Optional<String> value(String key, List<String> lines) {
        return lines.stream()
                .map(KEY_AND_STRING::matcher)
                .filter(line -> line.matches() && line.group("key").equals(key))
                .map(line -> line.group("value"))
                .findFirst();
    }

    /// Empty where it is no file, cannot be read, or is too large for what it should be.
    private static Optional<String> text(Path file) {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            var bytes = in.readNBytes(LARGEST + 1);
            return Optional.of(new String(bytes, StandardCharsets.UTF_8)).filter(_ -> bytes.length <= LARGEST);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
