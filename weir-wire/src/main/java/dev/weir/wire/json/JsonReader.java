package dev.weir.wire.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Reads JSON strictly: exactly one value, valid UTF-8 without a byte order mark, integers of 64 bits as the only numbers, no surrogate without
/// its partner, no name twice in an object, at most 64 arrays and objects inside one another. Everything else is a [JsonException]
/// that begins with line and column. Safe for any thread.
public final class JsonReader {

    /// How many arrays and objects may stand inside one another.
    public static final int DEEPEST = 64;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final JsonParser parser;

    private JsonReader(JsonParser parser) {
        this.parser = parser;
    }

    /// Reads the one value in these bytes.
    public static Json read(byte[] utf8) {
        return read(decode(utf8));
    }

    /// Reads the one value in this text.
    public static Json read(String text) {
        try (var parser = FACTORY.createParser(text)) {
            return new JsonReader(parser).only();
        } catch (JsonProcessingException problem) {
            throw new JsonException(place(problem), problem.getOriginalMessage());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String decode(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException notUtf8) {
            throw new JsonException("line 1", "not valid UTF-8");
        }
    }

    private Json only() throws IOException {
        var value = value(next());
        if (parser.nextToken() != null) {
            throw problem("there is something after the value");
        }
        return value;
    }

    private JsonToken next() throws IOException {
        var token = parser.nextToken();
        if (token == null) {
            throw problem("ends too early");
        }
        return token;
    }

    private Json value(JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> new JsonString(valid(parser.getText()));
            case VALUE_NUMBER_INT -> integer();
            case VALUE_TRUE -> JsonBool.TRUE;
            case VALUE_FALSE -> JsonBool.FALSE;
            case VALUE_NULL -> JsonNull.NULL;
            case VALUE_NUMBER_FLOAT, VALUE_EMBEDDED_OBJECT, END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE ->
                throw problem("not an integer");
        };
    }

    private Json object() throws IOException {
        SequencedMap<String, Json> members = new LinkedHashMap<>();
        while (next() != JsonToken.END_OBJECT) {
            var name = valid(parser.currentName());
            if (members.containsKey(name)) {
                throw problem("the name `" + name + "` is there twice");
            }
            members.put(name, value(next()));
        }
        return new JsonObject(members);
    }

    private Json array() throws IOException {
        var items = new ArrayList<Json>();
        for (var token = next(); token != JsonToken.END_ARRAY; token = next()) {
            items.add(value(token));
        }
        return new JsonArray(items);
    }

    private Json integer() throws IOException {
        return switch (parser.getNumberType()) {
            case INT, LONG -> new JsonInt(parser.getLongValue());
            case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> throw problem("an integer of more than 64 bits");
        };
    }

    private String valid(String text) {
        if (!Unicode.isValid(text)) {
            throw problem("a string holds a surrogate without its partner");
        }
        return text;
    }

    private JsonException problem(String what) {
        var at = parser.currentTokenLocation();
        return new JsonException(place(at.getLineNr(), at.getColumnNr()), what);
    }

    private static String place(JsonProcessingException problem) {
        var at = problem.getLocation();
        return at == null ? "line 1" : place(at.getLineNr(), at.getColumnNr());
    }

    private static String place(int line, int column) {
        return "line " + line + ", column " + column;
    }
}
