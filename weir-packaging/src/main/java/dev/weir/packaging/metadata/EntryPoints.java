package dev.weir.packaging.metadata;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The file `entry_points.txt` ([entry points](https://packaging.python.org/en/latest/specifications/entry-points/)).
public record EntryPoints(List<EntryPoint> all) {
    private static final Pattern GROUP = Pattern.compile("\\[([^\\[\\]]+)]");

    /// White space that Java and Python do not strip alike.
    private static final Pattern OTHER_SPACE = Pattern.compile("[\\p{Cc}\\p{Z}&&[^ \t]]");

    public EntryPoints {
        all = List.copyOf(all);
    }

    /// One line.
    ///
    /// @param group such as `console_scripts`
    /// @param name what stands before the first `=`
    /// @param value what stands behind it
    /// @param line from 1
    public record EntryPoint(String group, String name, String value, int line) {
        private static final Pattern OBJECT = Pattern.compile(
                "[\\p{L}\\p{Nl}_][\\w]*(?:\\.[\\p{L}\\p{Nl}_][\\w]*)*\\s*:\\s*[\\p{L}\\p{Nl}_][\\w]*(?:\\.[\\p{L}\\p{Nl}_][\\w]*)*\\s*(?:\\[[^\\[\\]\"'\\\\]*])?",
                Pattern.UNICODE_CHARACTER_CLASS);

        /// Whether an installer makes a program of it.
        public boolean isScript() {
            return group.equals("console_scripts") || group.equals("gui_scripts");
        }

        /// Whether the value is `module:object`, perhaps with extras, and nothing that would be code of another kind in a launcher.
        public boolean namesAnObject() {
            return OBJECT.matcher(value).matches();
        }
    }

    /// Reads a file.
    ///
    /// @throws InvalidMetadataException where readers could take it differently
    public static EntryPoints parse(byte[] bytes) throws InvalidMetadataException {
        Parser parser = new Parser();
        for (String line : StrictText.lines(StrictText.decode(bytes))) {
            parser.read(line);
        }
        return new EntryPoints(parser.found);
    }

    private static final class Parser {
        private final List<EntryPoint> found = new ArrayList<>();
        private final Set<String> seen = new HashSet<>();
        private Optional<String> group = Optional.empty();
        private int line;

        void read(String text) throws InvalidMetadataException {
            line++;
            if (OTHER_SPACE.matcher(text).find()) {
                throw new InvalidMetadataException(line, "white space that only some readers strip");
            }
            String content = text.strip();
            Matcher header = GROUP.matcher(content);
            if (header.matches() && !header.group(1).isBlank()) {
                group = Optional.of(header.group(1).strip());
            } else if (!content.isEmpty() && !content.startsWith("#") && !content.startsWith(";")) {
                add(content);
            }
        }

        private void add(String content) throws InvalidMetadataException {
            int equals = content.indexOf('=');
            if (group.isEmpty() || equals <= 0) {
                throw new InvalidMetadataException(line, "a line that is neither a group nor an entry point");
            }
            String name = content.substring(0, equals).strip();
            if (!seen.add(group.get() + "\n" + name)) {
                throw new InvalidMetadataException(line, "a second entry point of one name");
            }
            found.add(new EntryPoint(group.get(), name, content.substring(equals + 1).strip(), line));
        }
    }
}
