package dev.weir.journal;

import dev.weir.api.Digest;
import dev.weir.api.Done;
import dev.weir.api.Gate;
import dev.weir.wire.Answer;
import dev.weir.wire.ShimMessage.Cause;
import dev.weir.wire.Tuples;
import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonArray;
import dev.weir.wire.json.JsonNull;
import dev.weir.wire.json.JsonObject;
import java.util.List;
import java.util.Optional;

/// Makes the records of one conversation (`spec/journal.md`). Safe for any thread.
///
/// @param origin who and where
public record Records(Origin origin) {

    /// A gate was raised.
    public JournalRecord event(Gate gate) {
        return record(gate, gate.event(),
                JsonObject.builder().put("args", Tuples.args(gate)).put("client", origin.json()));
    }

    /// An operation ended.
    public JournalRecord event(Done done) {
        var data = JsonObject.builder().put("args", Tuples.args(done)).put("client", origin.json());
        return record(done.gate(), Tuples.event(done), data);
    }

    /// A gate was judged.
    public JournalRecord verdict(Gate gate, Answer answer, List<HookRun> hooks) {
        var data = about(gate).put("digest",
                answer.digest().<Json>map(digest -> Json.of(digest.text())).orElse(JsonNull.NULL));
        answer.judgement(data);
        data.put("hooks", new JsonArray(hooks.stream().<Json>map(HookRun::json).toList()));
        return record(gate, "weir.verdict", data);
    }

    /// The installer's own process refused a gate.
    public JournalRecord refusal(Gate gate, Cause cause) {
        return record(gate, "weir.refusal", about(gate).put("args", Tuples.args(gate)).put("cause", cause.json()));
    }

    /// Hooks in the installer's process changed the bits.
    ///
    /// @param digest of the bits as they are now
    public JournalRecord changed(Gate gate, Digest digest) {
        return record(gate, "weir.changed", about(gate).put("args", Tuples.args(gate)).put("digest", digest.text()));
    }

    /// What a command has left was compared with the steps that were judged.
    ///
    /// @param places     the folders that were looked at
    /// @param changes    all that was not as the command has found it
    /// @param difference what is not explained, in one line; empty where everything is
    public JournalRecord coverage(Gate.Invoked gate, List<String> places, List<Explained> changes,
            Optional<String> difference) {
        return record(gate, "weir.coverage", about(gate)
                .put("verdict", difference.isPresent() ? "deny" : "allow")
                .put("reason", difference)
                .put("places", places)
                .put("changes", new JsonArray(changes.stream().<Json>map(Explained::json).toList())));
    }

    private JsonObject.Builder about(Gate gate) {
        return JsonObject.builder().put("client", origin.json()).put("event", gate.event());
    }

    private JournalRecord record(Gate gate, String type, JsonObject.Builder data) {
        return new JournalRecord(
                origin.source(),
                type,
                PackageUrls.of(gate),
                Optional.of(origin.run()),
                Optional.of(gate.operation()),
                data.build());
    }
}
