package dev.weir.wire;

import dev.weir.wire.json.JsonException;
import dev.weir.wire.json.JsonObject;
import java.util.Arrays;
import java.util.Locale;

/// What has become of an installed distribution while a command ran.
///
/// @param path of its metadata: `/venv/lib/python3.13/site-packages/simple-1.0.dist-info`
/// @param kind what is different now
public record Change(String path, Kind kind) {

    /// What is different.
    public enum Kind {
        NEW,
        CHANGED,
        GONE;

        /// The word on the wire and in the journal.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Reads an item of the member `changes`.
    ///
    /// @throws JsonException where it is none
    public static Change of(JsonObject json) {
        var word = json.string("change");
        var kind = Arrays.stream(Kind.values()).filter(value -> value.word().equals(word)).findFirst();
        return new Change(json.string("path"), kind.orElseThrow(
                () -> new JsonException(JsonObject.place("change"), "expected new, changed or gone")));
    }

    /// The object on the wire.
    public JsonObject json() {
        return JsonObject.builder().put("path", path).put("change", kind.word()).build();
    }
}
