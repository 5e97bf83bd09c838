package dev.weir.journal;

import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonException;
import dev.weir.wire.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The lines of the journal: a header or a record, each one JSON object (`spec/journal.md`).
final class LineForm {

    private static final String MAGIC = "weir-journal";
    private static final int VERSION = 1;
    private static final String SPECVERSION = "1.0";
    private static final String CHAIN = "chain";
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final List<String> STRINGS = List.of("id", "source", "type", "time");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private LineForm() {}

    static String id(int segment, int line) {
        return segment + "-" + line;
    }

    static byte[] header(Position start, Instant now) {
        return bytes(JsonObject.builder()
                .put("magic", MAGIC)
                .put("version", VERSION)
                .put("segment", start.segment())
                .put("created", TIME.format(now))
                .put(CHAIN, start.head()));
    }

    /// The line that follows `position`.
    static byte[] record(Position position, Instant now, JournalRecord record) {
        var json = JsonObject.builder()
                .put("specversion", SPECVERSION)
                .put("id", id(position.segment(), position.lines() + 1))
                .put("source", Redaction.text(record.source()))
                .put("type", record.type());
        putWhereThere(json, "subject", record.subject());
        json.put("time", TIME.format(now)).put("datacontenttype", "application/json");
        putWhereThere(json, "run", record.run());
        putWhereThere(json, "operation", record.operation());
        return bytes(json.put("data", Redaction.json(record.data())).put(CHAIN, position.head()));
    }

    private static void putWhereThere(JsonObject.Builder json, String name, Optional<String> value) {
        value.map(Redaction::text).map(Json::of).ifPresent(text -> json.put(name, text));
    }

    private static byte[] bytes(JsonObject.Builder json) {
        return json.build().encode().getBytes(StandardCharsets.UTF_8);
    }

    /// Whether a line ends as one does that was written behind the line with this digest.
    static boolean carries(byte[] line, String digest) {
        var end = (",\"" + CHAIN + "\":\"" + digest + "\"}").getBytes(StandardCharsets.US_ASCII);
        int start = line.length - end.length;
        return start > 0 && Arrays.equals(line, start, line.length, end, 0, end.length);
    }

    /// @throws JsonException where this is no header
    static void requireHeader(JsonObject json) {
        require(json.string("magic").equals(MAGIC), "magic", "expected " + MAGIC);
        require(json.integer("version") == VERSION, "version", "expected " + VERSION);
        json.int31("segment");
        json.string("created");
        requireChain(json);
    }

    /// @throws JsonException where this is no record
    static void requireRecord(JsonObject json) {
        require(json.string("specversion").equals(SPECVERSION), "specversion", "expected " + SPECVERSION);
        STRINGS.forEach(json::string);
        json.object("data");
        requireChain(json);
    }

    private static void requireChain(JsonObject json) {
        require(DIGEST.matcher(json.string(CHAIN)).matches(), CHAIN, "expected 64 lower-case hexadecimal digits");
        require(json.members().lastEntry().getKey().equals(CHAIN), CHAIN, "expected it as the last member");
    }

    private static void require(boolean holds, String member, String problem) {
        if (!holds) {
            throw new JsonException(JsonObject.place(member), problem);
        }
    }
}
