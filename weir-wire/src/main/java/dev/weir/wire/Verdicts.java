package dev.weir.wire;

import dev.weir.api.Objection;
import dev.weir.api.Verdict;
import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonArray;
import dev.weir.wire.json.JsonException;
import dev.weir.wire.json.JsonNull;
import dev.weir.wire.json.JsonObject;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Verdicts in JSON: the members `verdict`, `reason`, `withhold` and `patch`.
final class Verdicts {

    private Verdicts() {}

    static Verdict read(JsonObject json) {
        var verdict = parse(json);
        require(json, "reason", json.stringOrNull("reason").equals(reason(verdict)));
        require(json, "withhold", json.array("withhold").size() == objections(verdict).size());
        require(json, "patch", json.objectOrNull("patch").isPresent() == patch(verdict).isPresent());
        return verdict;
    }

    private static Verdict parse(JsonObject json) {
        var word = json.string("verdict");
        return switch (word) {
            case "allow" -> new Verdict.Allow();
            case "deny" -> new Verdict.Deny(json.string("reason"));
            case "undecided" -> new Verdict.Undecided(json.string("reason"));
            case "withhold" -> new Verdict.Withhold(readObjections(json));
            case "patched" -> readPatch(json.object("patch"));
            default -> throw new JsonException(JsonObject.place("verdict"), "there is no verdict `" + word + "`");
        };
    }

    private static List<Objection> readObjections(JsonObject json) {
        var objections = json.objects("withhold").stream()
                .map(item -> new Objection(item.string("filename"), item.string("reason")))
                .toList();
        require(json, "withhold", !objections.isEmpty());
        return objections;
    }

    private static Verdict readPatch(JsonObject patch) {
        try {
            return new Verdict.Patched(Path.of(patch.string("path")), Digests.member(patch, "digest"));
        } catch (InvalidPathException noPath) {
            throw new JsonException(JsonObject.place("path"), "is no path of this platform");
        }
    }

    private static void require(JsonObject json, String name, boolean fits) {
        if (!fits) {
            throw new JsonException(JsonObject.place(name),
                    "does not fit the verdict `" + json.string("verdict") + "`");
        }
    }

    static Optional<String> reason(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Deny(var reason) -> Optional.of(reason);
            case Verdict.Undecided(var reason) -> Optional.of(reason);
            case Verdict.Allow _,Verdict.Withhold _,Verdict.Patched _ -> Optional.empty();
        };
    }

    static List<Objection> objections(Verdict verdict) {
        return verdict instanceof Verdict.Withhold(var objections) ? objections : List.of();
    }

    static JsonArray withheld(Verdict verdict) {
        return new JsonArray(objections(verdict).stream().map(Verdicts::json).toList());
    }

    private static Json json(Objection objection) {
        return JsonObject.builder().put("filename", objection.filename()).put("reason", objection.reason()).build();
    }

    /// A verdict by itself.
    static JsonObject json(Verdict verdict) {
        return JsonObject.builder()
                .put("verdict", verdict.word())
                .put("reason", reason(verdict))
                .put("withhold", withheld(verdict))
                .put("patch", patch(verdict).<Json>map(patch -> patch).orElse(JsonNull.NULL))
                .build();
    }

    static Optional<JsonObject> patch(Verdict verdict) {
        return verdict instanceof Verdict.Patched(var path, var digest)
                ? Optional.of(
                        JsonObject.builder().put("path", path.toString()).put("digest", digest.text()).build())
                : Optional.empty();
    }
}
