package dev.weir.wire;

import dev.weir.wire.json.JsonException;
import dev.weir.wire.json.JsonObject;

/// What messages have in common.
final class Members {

    private Members() {}

    /// A message without other members than its type.
    static JsonObject bare(String type) {
        return typed(type).build();
    }

    static JsonObject.Builder typed(String type) {
        return JsonObject.builder().put("type", type);
    }

    static JsonException unknown(String type) {
        return new JsonException(JsonObject.place("type"), "no message of this side has the type `" + type + "`");
    }

    static String nonce(JsonObject json) {
        var nonce = json.string("nonce");
        if (!Nonce.isNonce(nonce)) {
            throw new JsonException(JsonObject.place("nonce"), "expected 64 lower-case hexadecimal digits");
        }
        return nonce;
    }
}
