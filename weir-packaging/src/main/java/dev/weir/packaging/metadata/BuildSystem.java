package dev.weir.packaging.metadata;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// The table `build-system` of a `pyproject.toml` ([PEP 518](https://peps.python.org/pep-0518/), [PEP 517](https://peps.python.org/pep-0517/)).
///
/// @param requires what is installed before anything is built
/// @param backend the object that builds; without one setuptools does
/// @param backendPath folders of the source that the backend is looked for in
public record BuildSystem(List<String> requires, Optional<String> backend, List<String> backendPath) {
    private static final String TABLE = "build-system";
    private static final Set<String> KEYS = Set.of("requires", "build-backend", "backend-path");

    public BuildSystem {
        requires = List.copyOf(requires);
        backendPath = List.copyOf(backendPath);
    }

    /// Reads a file; empty where it has no such table.
    ///
    /// @throws InvalidMetadataException where it is no TOML, or the table is not as the PEPs have it
    public static Optional<BuildSystem> parse(byte[] bytes) throws InvalidMetadataException {
        TomlParseResult toml = Toml.parse(StrictText.decode(bytes));
        if (toml.hasErrors()) {
            throw new InvalidMetadataException(toml.errors().getFirst().position().line(), "it is no TOML");
        }
        if (!toml.contains(List.of(TABLE))) {
            return Optional.empty();
        }
        if (!(toml.get(List.of(TABLE)) instanceof TomlTable table)) {
            throw new InvalidMetadataException(line(toml, TABLE, 1), TABLE + " is no table");
        }
        return Optional.of(new Reader(table, line(toml, TABLE, 1)).read());
    }

    private static int line(TomlTable table, String key, int otherwise) {
        return Optional.ofNullable(table.inputPositionOf(List.of(key))).map(TomlPosition::line).orElse(otherwise);
    }

    private record Reader(TomlTable table, int line) {

        BuildSystem read() throws InvalidMetadataException {
            Optional<String> other = table.keySet().stream().filter(key -> !KEYS.contains(key)).findFirst();
            if (other.isPresent()) {
                throw wrong(other.get(), "is no key of the table " + TABLE);
            }
            if (!table.contains("requires")) {
                throw new InvalidMetadataException(line, "the table " + TABLE + " lacks the key requires");
            }
            return new BuildSystem(strings("requires"), backend(), backendPath());
        }

        private Optional<String> backend() throws InvalidMetadataException {
            Object value = table.get(List.of("build-backend"));
            if (value != null && !(value instanceof String)) {
                throw wrong("build-backend", "is no string");
            }
            return Optional.ofNullable((String) value);
        }

        private List<String> backendPath() throws InvalidMetadataException {
            List<String> folders = table.contains("backend-path") ? strings("backend-path") : List.of();
            if (folders.stream().anyMatch(Reader::leadsOut)) {
                throw wrong("backend-path", "leads out of the source");
            }
            return folders;
        }

        private static boolean leadsOut(String folder) {
            boolean isRooted = folder.startsWith("/") || folder.indexOf('\\') >= 0 || folder.indexOf(':') >= 0;
            return isRooted || List.of(folder.split("/", -1)).contains("..");
        }

        private List<String> strings(String key) throws InvalidMetadataException {
            if (!(table.get(List.of(key)) instanceof TomlArray array)) {
                throw wrong(key, "is no array");
            }
            List<String> found = array.toList().stream().filter(String.class::isInstance).map(String.class::cast)
                    .toList();
            if (found.size() != array.size()) {
                throw wrong(key, "holds something else than strings");
            }
            return found;
        }

        private InvalidMetadataException wrong(String key, String what) {
            return new InvalidMetadataException(BuildSystem.line(table, key, line), key + " " + what);
        }
    }
}
