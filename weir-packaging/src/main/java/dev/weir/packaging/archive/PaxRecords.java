package dev.weir.packaging.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The records of a POSIX extended header, each `LENGTH KEY=VALUE` and a newline.
final class PaxRecords {
    private final Map<String, byte[]> values = new HashMap<>();
    private final long offset;

    private PaxRecords(long offset) {
        this.offset = offset;
    }

    static PaxRecords none() {
        return new PaxRecords(0);
    }

    static PaxRecords parse(byte[] data, long offset) throws UnreadableArchiveException {
        PaxRecords records = new PaxRecords(offset);
        int position = 0;
        while (position < data.length) {
            position += records.add(data, position);
        }
        return records;
    }

    Optional<byte[]> path() {
        return Optional.ofNullable(values.get("path"));
    }

    Optional<byte[]> linkPath() {
        return Optional.ofNullable(values.get("linkpath"));
    }

    /// The size of the entry that follows, where it is told here.
    long sizeOr(long other) throws UnreadableArchiveException {
        byte[] size = values.get("size");
        return size == null ? other : decimal(size, 0, size.length);
    }

    /// Whether it says more about an entry than times and owners.
    boolean changesEntries() {
        return values.containsKey("path") || values.containsKey("linkpath") || values.containsKey("size") || isSparse();
    }

    boolean isSparse() {
        return values.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse."));
    }

    private int add(byte[] data, int start) throws UnreadableArchiveException {
        int space = indexOf(data, (byte) ' ', start, Math.min(start + 12, data.length));
        long length = decimal(data, start, space);
        if (length > data.length - start || length < space - start + 3 || data[start + (int) length - 1] != '\n') {
            throw damaged();
        }
        int end = start + (int) length - 1;
        int equals = indexOf(data, (byte) '=', space + 1, end);
        String key = new String(data, space + 1, equals - space - 1, StandardCharsets.UTF_8);
        if (values.put(key, Arrays.copyOfRange(data, equals + 1, end)) != null) {
            throw damaged();
        }
        return (int) length;
    }

    private int indexOf(byte[] data, byte wanted, int start, int end) throws UnreadableArchiveException {
        for (int index = start; index < end; index++) {
            if (data[index] == wanted) {
                return index;
            }
        }
        throw damaged();
    }

    private long decimal(byte[] data, int start, int end) throws UnreadableArchiveException {
        String digits = new String(data, start, end - start, StandardCharsets.ISO_8859_1);
        if (digits.isEmpty() || digits.length() > 18 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw damaged();
        }
        return Long.parseLong(digits);
    }

    private UnreadableArchiveException damaged() {
        return new UnreadableArchiveException(Fault.TAR_OVERRIDE, "byte " + offset,
                "an extended header of another form");
    }
}
