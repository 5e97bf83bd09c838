package dev.weir.wire;

import dev.weir.api.Digest;
import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonException;
import dev.weir.wire.json.JsonObject;
import java.util.Optional;

/// Digests in JSON.
final class Digests {

    private Digests() {}

    static Digest member(JsonObject json, String name) {
        return parse(json.string(name), JsonObject.place(name));
    }

    static Optional<Digest> memberOrNull(JsonObject json, String name) {
        return json.stringOrNull(name).map(text -> parse(text, JsonObject.place(name)));
    }

    static Digest parse(String text, String place) {
        try {
            return new Digest(text);
        } catch (IllegalArgumentException otherForm) {
            throw new JsonException(place, "expected sha256: and 64 lower-case hexadecimal digits");
        }
    }

    static Json json(Optional<Digest> digest) {
        return Json.of(digest.map(Digest::text));
    }
}
