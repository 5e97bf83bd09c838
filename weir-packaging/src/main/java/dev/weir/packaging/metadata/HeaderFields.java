package dev.weir.packaging.metadata;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fields as in the head of a mail, each `Name: value`: `METADATA`, `PKG-INFO`
/// ([core metadata](https://packaging.python.org/en/latest/specifications/core-metadata/)) and `WHEEL`.
///
/// @param fields in their order; what follows the first blank line is no field
public record HeaderFields(List<Field> fields) {
    private static final Pattern FIELD = Pattern.compile("([A-Za-z0-9-]+):[ \t]*(.*)");
    private static final Pattern END_OF_HEAD = Pattern.compile("\r?\n\r?\n");

    /// Fields of core metadata that stand once at most.
    private static final Set<String> SINGLE =
            Set.of("metadata-version", "name", "version", "summary", "description", "keywords",
                    "home-page", "download-url", "author", "author-email", "maintainer", "maintainer-email", "license",
                    "license-expression", "requires-python", "description-content-type", "wheel-version",
                    "root-is-purelib", "build");

    public HeaderFields {
        fields = List.copyOf(fields);
    }

    /// One field.
    ///
    /// @param name as it is written
    /// @param value without white space around it; the lines of a longer one are joined by line feeds
    /// @param line from 1
    public record Field(String name, String value, int line) {
        private boolean isNamed(String other) {
            return name.equalsIgnoreCase(other);
        }

        private Field with(String more) {
            return new Field(name, value + "\n" + more, line);
        }
    }

    /// Reads a file.
    ///
    /// @throws InvalidMetadataException where readers could take it differently, or a field stands twice that must not
    public static HeaderFields parse(byte[] bytes) throws InvalidMetadataException {
        String text = StrictText.decode(bytes);
        Matcher end = END_OF_HEAD.matcher(text);
        List<String> lines = StrictText.lines(end.find() ? text.substring(0, end.start()) : text);
        if (lines.isEmpty() || lines.getFirst().isBlank()) {
            throw new InvalidMetadataException(1, "its first line is blank, after which some readers expect no field");
        }
        return new HeaderFields(once(fields(lines)));
    }

    private static List<Field> fields(List<String> lines) throws InvalidMetadataException {
        List<Field> fields = new ArrayList<>();
        for (int index = 0; index < lines.size(); index++) {
            String line = lines.get(index);
            boolean goesOn = line.startsWith(" ") || line.startsWith("\t");
            if (goesOn && !fields.isEmpty()) {
                fields.add(fields.removeLast().with(line.strip()));
            } else {
                fields.add(field(line, index + 1));
            }
        }
        return fields;
    }

    private static Field field(String line, int number) throws InvalidMetadataException {
        Matcher matcher = FIELD.matcher(line);
        if (!matcher.matches()) {
            throw new InvalidMetadataException(number,
                    "a line that is no field, after which some readers expect no other");
        }
        return new Field(matcher.group(1), matcher.group(2).strip(), number);
    }

    private static List<Field> once(List<Field> fields) throws InvalidMetadataException {
        Set<String> seen = new HashSet<>();
        for (Field field : fields) {
            String name = field.name().toLowerCase(Locale.ROOT);
            if (SINGLE.contains(name) && !seen.add(name)) {
                throw new InvalidMetadataException(field.line(), "a second field " + field.name());
            }
        }
        return fields;
    }

    /// The first field of that name, in any case.
    public Optional<Field> find(String name) {
        return fields.stream().filter(field -> field.isNamed(name)).findFirst();
    }

    /// The values of all fields of that name.
    public List<String> all(String name) {
        return fields.stream().filter(field -> field.isNamed(name)).map(Field::value).toList();
    }
}
