package dev.weir.journal;

import java.io.IOException;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.TreeMap;

/// How far the journal goes, at a moment when nobody is in the middle of a write.
///
/// @param sizes the length of each segment in bytes
record Extent(NavigableMap<Integer, Long> sizes) {

    static final Extent NOTHING = new Extent(new TreeMap<>());

    static Extent of(Storage storage) throws IOException {
        try (var _ = storage.lock()) {
            var sizes = new TreeMap<Integer, Long>();
            for (int number : Segments.numbers(storage.names())) {
                sizes.put(number, storage.size(Segments.name(number)));
            }
            return new Extent(sizes);
        }
    }

    /// Whether there is a segment.
    boolean has(int segment) {
        return sizes.containsKey(segment);
    }

    /// The length of a segment; 0 where there is none.
    long size(int segment) {
        return sizes.getOrDefault(segment, 0L);
    }

    /// The first segment after this one.
    OptionalInt after(int segment) {
        return sizes.tailMap(segment, false).keySet().stream().mapToInt(number -> number).findFirst();
    }

    boolean isFirst(int segment) {
        return has(segment) && sizes.headMap(segment, false).isEmpty();
    }

    boolean isLast(int segment) {
        return has(segment) && after(segment).isEmpty();
    }

    /// Whether there are segments, all of them before this one.
    boolean endsBefore(int segment) {
        return !sizes.isEmpty() && sizes.tailMap(segment, true).isEmpty();
    }
}
