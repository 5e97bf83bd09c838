package dev.weir.wire;

import dev.weir.api.Digest;
import dev.weir.api.Objection;
import dev.weir.api.Verdict;
import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonArray;
import dev.weir.wire.json.JsonNull;
import dev.weir.wire.json.JsonObject;
import java.util.List;
import java.util.Optional;

/// The answer to a gate: the message `verdict`.
///
/// @param operation of the gate
/// @param digest    of the bits that were judged; empty where the gate has none
/// @param verdict   what the shim must do
/// @param findings  why, for the user
public record Answer(String operation, Optional<Digest> digest, Verdict verdict, List<HookFinding> findings)
        implements
            EngineMessage {

    static final String TYPE = "verdict";

    public Answer {
        findings = List.copyOf(findings);
    }

    static Answer of(JsonObject json) {
        return new Answer(
                json.string("operation"),
                Digests.memberOrNull(json, "digest"),
                Verdicts.read(json),
                json.objects("findings").stream().map(HookFinding::of).toList());
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public JsonObject json() {
        var json = Members.typed(TYPE).put("operation", operation).put("digest", Digests.json(digest));
        judgement(json);
        return json.build();
    }

    /// Adds the members that the answer and its record in the journal have in common: `verdict`, `reason`, `findings`, `withhold`, `patch`.
    public void judgement(JsonObject.Builder json) {
        json.put("verdict", verdict.word())
                .put("reason", Verdicts.reason(verdict))
                .put("findings", new JsonArray(findings.stream().<Json>map(HookFinding::json).toList()))
                .put("withhold", withhold())
                .put("patch", Verdicts.patch(verdict).<Json>map(patch -> patch).orElse(JsonNull.NULL));
    }

    private JsonArray withhold() {
        return new JsonArray(Verdicts.objections(verdict).stream().map(Answer::json).toList());
    }

    private static Json json(Objection objection) {
        return JsonObject.builder().put("filename", objection.filename()).put("reason", objection.reason()).build();
    }
}
