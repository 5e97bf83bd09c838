package dev.weir.cli.demo;

import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The records of a journal as they come (`spec/journal.md`). A demo never fills its first segment.
final class JournalTail {

    private final Path segment;
    private long position;

    JournalTail(Path journal) {
        segment = journal.resolve("00000001.jsonl");
    }

    Path segment() {
        return segment;
    }

    /// The records since the last call.
    List<JsonObject> more() throws IOException {
        var records = new ArrayList<JsonObject>();
        if (Files.exists(segment)) {
            for (var line : newLines()) {
                var object = JsonReader.read(line).asObject("a line of the journal");
                if (object.find("magic").isEmpty()) {
                    records.add(object);
                }
            }
        }
        return records;
    }

    private List<byte[]> newLines() throws IOException {
        try (var file = new RandomAccessFile(segment.toFile(), "r")) {
            var bytes = new byte[(int) (file.length() - position)];
            file.seek(position);
            file.readFully(bytes);
            return whole(bytes);
        }
    }

    /// Cuts whole lines off; what has no end yet is left for the next time.
    private List<byte[]> whole(byte[] bytes) {
        var lines = new ArrayList<byte[]>();
        var start = 0;
        for (var at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                lines.add(Arrays.copyOfRange(bytes, start, at));
                start = at + 1;
            }
        }
        position += start;
        return lines;
    }
}
