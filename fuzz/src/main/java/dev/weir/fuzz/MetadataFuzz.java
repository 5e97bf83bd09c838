package dev.weir.fuzz;

import dev.weir.packaging.metadata.BuildSystem;
import dev.weir.packaging.metadata.DirectUrl;
import dev.weir.packaging.metadata.EntryPoints;
import dev.weir.packaging.metadata.HeaderFields;
import dev.weir.packaging.metadata.InvalidMetadataException;
import dev.weir.packaging.metadata.RecordFile;
import dev.weir.packaging.requirement.InvalidRequirementException;
import dev.weir.packaging.requirement.Requirement;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// `METADATA` and `WHEEL`, `RECORD`, `entry_points.txt`, `pyproject.toml`, `direct_url.json`, a requirement; the first byte of an input says which. What was read stays the same where it is written and
/// read again, and where its lines end in another way.
public final class MetadataFuzz {

    private MetadataFuzz() {}

    /// One input.
    ///
    /// @throws InvalidMetadataException    where something is refused that should not
    /// @throws InvalidRequirementException likewise
    public static void fuzzerTestOneInput(byte[] input)
            throws InvalidMetadataException, InvalidRequirementException {
        if (input.length > 0) {
            byte[] content = Arrays.copyOfRange(input, 1, input.length);
            switch (input[0]) {
                case 'h' -> header(content);
                case 'r' -> list(content);
                case 'q' -> requirement(new String(content, StandardCharsets.UTF_8));
                case 'b' -> accepted(BuildSystem::parse, content);
                case 'd' -> accepted(DirectUrl::parse, content);
                default -> entryPoints(content);
            }
        }
    }

    private interface Reader<T> {
        T read(byte[] bytes) throws InvalidMetadataException;
    }

    /// What was read; empty where it is refused.
    private static <T> Optional<T> accepted(Reader<T> reader, byte[] bytes) throws InvalidMetadataException {
        T first;
        try {
            first = reader.read(bytes);
        } catch (InvalidMetadataException refused) {
            Must.be(refused.line() > 0 && !refused.what().isEmpty(), () -> "no place and no reason: " + refused);
            return Optional.empty();
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        Must.stay(first, reader.read(utf8(text.replace("\r\n", "\n"))));
        return Optional.of(first);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void header(byte[] content) throws InvalidMetadataException {
        Optional<HeaderFields> read = accepted(HeaderFields::parse, content);
        if (read.isPresent()) {
            String written = read.get().fields().stream().map(MetadataFuzz::line).collect(Collectors.joining("\n"));
            Must.stay(pairs(read.get()), pairs(HeaderFields.parse(utf8(written))));
        }
    }

    private static String line(HeaderFields.Field field) {
        return field.name() + ": " + field.value().replace("\n", "\n ");
    }

    private static List<String> pairs(HeaderFields header) {
        return header.fields().stream().map(field -> field.name() + "=" + field.value()).toList();
    }

    private static void list(byte[] content) throws InvalidMetadataException {
        Optional<RecordFile> read = accepted(RecordFile::parse, content);
        if (read.isPresent()) {
            String written = read.get().rows().stream().map(MetadataFuzz::line).collect(Collectors.joining("\n"));
            Must.stay(lines(read.get()), lines(RecordFile.parse(utf8(written))));
        }
    }

    private static List<String> lines(RecordFile list) {
        return list.rows().stream().map(MetadataFuzz::line).toList();
    }

    private static String line(RecordFile.Row row) {
        String hash = row.hash().map(found -> found.algorithm() + "=" + found.value()).orElse("");
        return quoted(row.path()) + "," + quoted(hash) + "," + text(row.size());
    }

    private static String quoted(String value) {
        return "\"" + value.replace("\"", "\"\"") + "\"";
    }

    private static String text(OptionalLong size) {
        return size.isPresent() ? String.valueOf(size.getAsLong()) : "";
    }

    private static void requirement(String text) throws InvalidRequirementException {
        Requirement read;
        try {
            read = Requirement.parse(text);
        } catch (InvalidRequirementException _) {
            return;
        }
        Must.stay(read, Requirement.parse(read.toString()));
    }

    private static void entryPoints(byte[] content) throws InvalidMetadataException {
        Optional<EntryPoints> read = accepted(EntryPoints::parse, content);
        if (read.isPresent()) {
            String written = read.get().all().stream().map(MetadataFuzz::section).collect(Collectors.joining("\n"));
            Must.stay(sections(read.get()), sections(EntryPoints.parse(utf8(written))));
        }
    }

    private static List<String> sections(EntryPoints entryPoints) {
        return entryPoints.all().stream().map(MetadataFuzz::section).toList();
    }

    private static String section(EntryPoints.EntryPoint entry) {
        return "[" + entry.group() + "]\n" + entry.name() + " = " + entry.value();
    }
}
