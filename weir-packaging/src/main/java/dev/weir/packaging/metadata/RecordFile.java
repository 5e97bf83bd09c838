package dev.weir.packaging.metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The list of files of a wheel
/// ([recording installed projects](https://packaging.python.org/en/latest/specifications/recording-installed-packages/#the-record-file)).
public record RecordFile(List<Row> rows) {
    private static final int LONGEST_SIZE = 18;

    public RecordFile {
        rows = List.copyOf(rows);
    }

    /// One file.
    ///
    /// @param path as it is written
    /// @param hash of its content
    /// @param size of its content, in bytes
    /// @param line from 1
    public record Row(String path, Optional<Hash> hash, OptionalLong size, int line) {}

    /// A hash.
    ///
    /// @param algorithm as it is written
    /// @param value as it is written: base64 for URLs, without padding
    public record Hash(String algorithm, String value) {}

    /// Reads a file: comma-separated values, a row in one line, three in each.
    ///
    /// @throws InvalidMetadataException where readers could take it differently
    public static RecordFile parse(byte[] bytes) throws InvalidMetadataException {
        List<String> lines = StrictText.lines(StrictText.decode(bytes));
        List<Row> rows = new ArrayList<>();
        for (int index = 0; index < lines.size(); index++) {
            if (!lines.get(index).isEmpty()) {
                rows.add(row(lines.get(index), index + 1));
            }
        }
        return new RecordFile(rows);
    }

    private static Row row(String text, int line) throws InvalidMetadataException {
        List<String> values = new CommaSeparated(text, line).values();
        if (values.size() != 3) {
            throw new InvalidMetadataException(line, "a row of " + values.size() + " values in place of three");
        }
        return new Row(values.getFirst(), hash(values.get(1), line), size(values.getLast(), line), line);
    }

    private static Optional<Hash> hash(String text, int line) throws InvalidMetadataException {
        int equals = text.indexOf('=');
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (equals <= 0) {
            throw new InvalidMetadataException(line, "a hash without the name of its algorithm");
        }
        return Optional.of(new Hash(text.substring(0, equals), text.substring(equals + 1)));
    }

    private static OptionalLong size(String text, int line) throws InvalidMetadataException {
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        if (text.length() > LONGEST_SIZE || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new InvalidMetadataException(line, "a size that is no number");
        }
        return OptionalLong.of(Long.parseLong(text));
    }
}
