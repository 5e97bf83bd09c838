package dev.weir.verification.machine;

import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A journal from some place on, while engines write it (`spec/journal.md`).
///
/// @param folder the journal's
/// @param start  what stands before it is left out
public record JournalTail(Path folder, Place start) {

    private static final int PATIENCE = 30;

    /// A place in a journal.
    ///
    /// @param segment name of the file
    /// @param offset  in bytes
    public record Place(String segment, long offset) implements Comparable<Place> {

        @Override
        public int compareTo(Place other) {
            var files = segment.compareTo(other.segment);
            return files != 0 ? files : Long.compare(offset, other.offset);
        }
    }

    /// A record.
    ///
    /// @param end  where it ends: whoever has seen the journal that long could have read it
    /// @param json the record
    public record Entry(Place end, JsonObject json) {

        /// Its `type`.
        public String type() {
            return json.string("type");
        }

        /// Its `data`.
        public JsonObject data() {
            return json.object("data");
        }
    }

    /// From here on.
    public static JournalTail from(Path folder) throws IOException {
        var segments = segments(folder);
        var last = segments.isEmpty() ? "" : segments.getLast();
        return new JournalTail(folder, new Place(last, last.isEmpty() ? 0 : Files.size(folder.resolve(last))));
    }

    /// What has been written by now.
    public List<Entry> read() throws IOException {
        var entries = new ArrayList<Entry>();
        for (var segment : segments(folder)) {
            if (segment.compareTo(start.segment()) >= 0) {
                read(segment, segment.equals(start.segment()) ? start.offset() : 0, entries);
            }
        }
        return entries;
    }

    /// Waits until what has been written fits: an engine writes what nobody waits for a moment later.
    ///
    /// @return what was written, whether it fits or not
    public List<Entry> await(Predicate<? super List<Entry>> enough) throws IOException {
        try (var watcher = folder.getFileSystem().newWatchService()) {
            folder.register(watcher, StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_CREATE);
            for (var entries = read();; entries = read()) {
                var key = enough.test(entries) ? null : watcher.poll(PATIENCE, TimeUnit.SECONDS);
                if (key == null) {
                    return entries;
                }
                key.pollEvents();
                key.reset();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void read(String segment, long from, List<Entry> entries) throws IOException {
        var bytes = bytes(segment, from);
        for (int begin = 0, end = next(bytes, begin); end > 0; begin = end, end = next(bytes, begin)) {
            var line = (JsonObject) JsonReader.read(new String(bytes, begin, end - begin - 1, StandardCharsets.UTF_8));
            if (line.find("magic").isEmpty()) {
                entries.add(new Entry(new Place(segment, from + end), line));
            }
        }
    }

    private byte[] bytes(String segment, long from) throws IOException {
        try (var file = new RandomAccessFile(folder.resolve(segment).toFile(), "r")) {
            var bytes = new byte[Math.toIntExact(file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            return bytes;
        }
    }

    /// Where the next line begins; 0 where there is no whole line.
    private static int next(byte[] bytes, int begin) {
        for (var at = begin; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                return at + 1;
            }
        }
        return 0;
    }

    private static List<String> segments(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".jsonl")).sorted()
                    .toList();
        }
    }
}
