package dev.weir.packaging.metadata;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One JSON object of strings, truth values and such objects, each name in it once. Other values have no place in the files that are read with it.
final class StrictJson {
    private static final int DEEPEST = 4;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private final JsonParser parser;

    private StrictJson(JsonParser parser) {
        this.parser = parser;
    }

    /// The members of the object, in their order; each value is a `String`, a `Boolean` or such a map.
    ///
    /// @throws InvalidMetadataException where there is anything else, or anything behind it
    static Map<String, Object> object(byte[] utf8) throws InvalidMetadataException {
        try (JsonParser parser = FACTORY.createParser(StrictText.decode(utf8))) {
            return new StrictJson(parser).only();
        } catch (JsonProcessingException problem) {
            throw new InvalidMetadataException(line(problem.getLocation()), "it is no JSON, or too deep");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private Map<String, Object> only() throws IOException, InvalidMetadataException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw wrong("it is no JSON object");
        }
        Map<String, Object> found = members();
        if (parser.nextToken() != null) {
            throw wrong("there is something behind the object");
        }
        return found;
    }

    private Map<String, Object> members() throws IOException, InvalidMetadataException {
        Map<String, Object> found = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (found.containsKey(name)) {
                throw wrong("the name " + name + " is there twice");
            }
            found.put(name, value(parser.nextToken()));
        }
        return found;
    }

    private Object value(JsonToken token) throws IOException, InvalidMetadataException {
        return switch (token) {
            case VALUE_STRING -> text(parser.getText());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case START_OBJECT -> members();
            case START_ARRAY, END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT, VALUE_NULL,
                    VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                throw wrong("a value that is no string, no truth value and no object");
        };
    }

    /// Python reads half of a surrogate pair, and cannot write it as UTF-8.
    private String text(String text) throws InvalidMetadataException {
        if (text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE)) {
            throw wrong("a string holds a surrogate without its partner");
        }
        return text;
    }

    private InvalidMetadataException wrong(String what) {
        return new InvalidMetadataException(line(parser.currentTokenLocation()), what);
    }

    private static int line(JsonLocation place) {
        return Math.max(1, Optional.ofNullable(place).map(JsonLocation::getLineNr).orElse(1));
    }
}
