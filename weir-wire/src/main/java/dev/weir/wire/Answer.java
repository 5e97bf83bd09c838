package dev.weir.wire;

import dev.weir.api.Digest;
import dev.weir.api.Verdict;
import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonArray;
import dev.weir.wire.json.JsonNull;
import dev.weir.wire.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The answer to a gate: the message `verdict`.
///
/// @param operation of the gate
/// @param digest    of the bits that were judged; empty where the gate has none
/// @param verdict   what the shim must do
/// @param findings  why, for the user: what refuses first, then what warns, then what is but noted
/// @param insteadOf what was journalled, where the shim is to go on whatever was found
public record Answer(String operation, Optional<Digest> digest, Verdict verdict, List<HookFinding> findings,
        Optional<Verdict> insteadOf)
        implements
            EngineMessage {

    static final String TYPE = "verdict";

    private static final String INSTEAD_OF = "instead_of";

    public Answer {
        findings = strictestFirst(findings.stream());
    }

    /// An answer that is meant as it was found.
    public Answer(String operation, Optional<Digest> digest, Verdict verdict, List<HookFinding> findings) {
        this(operation, digest, verdict, findings, Optional.empty());
    }

    /// Findings in the order in which people read them: what refuses first. Those of one action stay in their order.
    public static List<HookFinding> strictestFirst(Stream<HookFinding> findings) {
        return findings.sorted(Comparator.comparing(found -> found.finding().rule().action())).toList();
    }

    /// What was found, whether or not the shim is to go on.
    public Verdict found() {
        return insteadOf.orElse(verdict);
    }

    /// The same, so that the shim goes on.
    public Answer lettingThrough() {
        return verdict instanceof Verdict.Allow
                ? this
                : new Answer(operation, digest, new Verdict.Allow(), findings, Optional.of(verdict));
    }

    static Answer of(JsonObject json) {
        return new Answer(
                json.string("operation"),
                Digests.memberOrNull(json, "digest"),
                Verdicts.read(json),
                json.objects("findings").stream().map(HookFinding::of).toList(),
                json.find(INSTEAD_OF).map(found -> Verdicts.read(found.asObject(JsonObject.place(INSTEAD_OF)))));
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public JsonObject json() {
        var json = Members.typed(TYPE).put("operation", operation).put("digest", Digests.json(digest));
        judgement(json);
        insteadOf.ifPresent(found -> json.put(INSTEAD_OF, Verdicts.json(found)));
        return json.build();
    }

    /// Adds the members that the answer and its record in the journal have in common: `verdict`, `reason`, `findings`, `withhold`, `patch`.
    public void judgement(JsonObject.Builder json) {
        json.put("verdict", verdict.word())
                .put("reason", Verdicts.reason(verdict))
                .put("findings", new JsonArray(findings.stream().<Json>map(HookFinding::json).toList()))
                .put("withhold", Verdicts.withheld(verdict))
                .put("patch", Verdicts.patch(verdict).<Json>map(patch -> patch).orElse(JsonNull.NULL));
    }
}
