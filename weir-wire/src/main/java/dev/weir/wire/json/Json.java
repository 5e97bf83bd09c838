package dev.weir.wire.json;

import java.util.List;
import java.util.Optional;

/// A JSON value ([RFC 8259](https://www.rfc-editor.org/rfc/rfc8259)) of the kind that Weir exchanges and keeps: numbers are integers of
/// 64 bits, every string is valid Unicode. Values never change, so any thread may use them.
///
/// The methods `as…` give the value of the expected kind. They throw a [JsonException] that begins with `place` where it has another.
public sealed interface Json permits JsonObject, JsonArray, JsonString, JsonInt, JsonBool, JsonNull {

    /// How a message names this kind of value.
    String kind();

    /// Adds the compact text of this value, without any white space.
    void appendTo(StringBuilder out);

    /// The compact text of this value.
    default String encode() {
        var out = new StringBuilder();
        appendTo(out);
        return out.toString();
    }

    static Json of(String text) {
        return new JsonString(text);
    }

    static Json of(long value) {
        return new JsonInt(value);
    }

    static Json of(boolean value) {
        return JsonBool.of(value);
    }

    /// The string, or null.
    static Json of(Optional<String> text) {
        return text.<Json>map(JsonString::new).orElse(JsonNull.NULL);
    }

    default String asString(String place) {
        if (this instanceof JsonString(var text)) {
            return text;
        }
        throw expected("a string", place);
    }

    /// Empty where this is null.
    default Optional<String> asStringOrNull(String place) {
        return switch (this) {
            case JsonString(var text) -> Optional.of(text);
            case JsonNull _ -> Optional.empty();
            case JsonObject _,JsonArray _,JsonInt _,JsonBool _ -> throw expected("a string or null", place);
        };
    }

    default long asLong(String place) {
        if (this instanceof JsonInt(var value)) {
            return value;
        }
        throw expected("an integer", place);
    }

    /// An integer from 0 to 2^31 - 1.
    default int asInt31(String place) {
        long value = asLong(place);
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new JsonException(place, "expected an integer from 0 to 2147483647, found " + value);
        }
        return (int) value;
    }

    default boolean asBoolean(String place) {
        if (this instanceof JsonBool bool) {
            return bool.value();
        }
        throw expected("true or false", place);
    }

    default JsonArray asArray(String place) {
        if (this instanceof JsonArray array) {
            return array;
        }
        throw expected("an array", place);
    }

    default JsonObject asObject(String place) {
        if (this instanceof JsonObject object) {
            return object;
        }
        throw expected("an object", place);
    }

    /// The strings of an array that holds nothing else.
    default List<String> asStrings(String place) {
        var items = asArray(place).items();
        return items.stream().map(item -> item.asString(place + ", an item")).toList();
    }

    /// A failure to be thrown: this value stands at `place` where `what` was expected.
    default JsonException expected(String what, String place) {
        return new JsonException(place, "expected " + what + ", found " + kind());
    }
}
