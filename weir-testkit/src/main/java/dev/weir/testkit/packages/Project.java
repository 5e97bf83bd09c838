package dev.weir.testkit.packages;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a distribution says of itself.
///
/// @param name     as written
/// @param version  PEP 440
/// @param requires PEP 508 requirements
public record Project(String name, String version, List<String> requires) {

    private static final String NAME = "Name: ";
    private static final String VERSION = "Version: ";
    private static final String REQUIRES = "Requires-Dist: ";

    public Project {
        requires = List.copyOf(requires);
    }

    /// Reads it back from core metadata as [#metadata()] writes it.
    public static Project parse(String metadata) {
        var lines = metadata.lines().toList();
        return new Project(
                values(lines, NAME).getFirst(), values(lines, VERSION).getFirst(), values(lines, REQUIRES));
    }

    /// The text of `METADATA` and `PKG-INFO` (core metadata 2.1).
    public String metadata() {
        var lines = requires.stream().map(requirement -> REQUIRES + requirement + "\n").collect(Collectors.joining());
        return "Metadata-Version: 2.1\n" + NAME + name + "\n" + VERSION + version + "\n" + lines;
    }

    /// `name-version` as it stands in file names: lower case, an underscore for every run of `-`, `_` and `.`.
    public String stem() {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "_") + "-" + version;
    }

    private static List<String> values(List<String> lines, String key) {
        return lines.stream().filter(line -> line.startsWith(key)).map(line -> line.substring(key.length())).toList();
    }
}
