package dev.weir.cli.policy;

import dev.weir.engine.settings.Place;
import dev.weir.engine.settings.Source;
import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonNull;
import dev.weir.wire.json.JsonObject;

/// Places in JSON.
final class Places {

    private Places() {}

    /// The object, with the members `source`, `file` and `line` in the end; the file of a variable is its name.
    static JsonObject json(JsonObject.Builder object, Place place) {
        return switch (place) {
            case Place.InFile(var source, var file, var line) ->
                object.put("source", source.word()).put("file", file.toString()).put("line", line).build();
            case Place.Variable(var name) -> withoutLine(object, Source.ENVIRONMENT.word(), Json.of(name));
            case Place.Default() -> withoutLine(object, "default", JsonNull.NULL);
        };
    }

    private static JsonObject withoutLine(JsonObject.Builder object, String source, Json file) {
        return object.put("source", source).put("file", file).put("line", JsonNull.NULL).build();
    }
}
