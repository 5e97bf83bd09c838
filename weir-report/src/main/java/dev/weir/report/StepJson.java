package dev.weir.report;

import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonArray;
import dev.weir.wire.json.JsonInt;
import dev.weir.wire.json.JsonNull;
import dev.weir.wire.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A step as one JSON object.
final class StepJson {

    /// What the record of a verdict says of it, in this order.
    private static final List<String> JUDGEMENT = List.of("digest", "reason", "findings", "withhold", "patch", "hooks");

    private StepJson() {}

    static JsonObject of(RunTree.Node node) {
        var step = node.step();
        var json = JsonObject.builder()
                .put("operation", step.id())
                .put("parent", step.parent())
                .put("depth", node.depth())
                .put("event", step.event());
        times(json, Span.of(step));
        json.put("verdict", step.judgement().map(data -> data.get("verdict")).orElse(JsonNull.NULL));
        JUDGEMENT.forEach(name -> json.put(name, step.judgement().map(data -> data.get(name)).orElse(JsonNull.NULL)));
        return json.put("refusal", orNull(step.cause()))
                .put("changed", step.changes())
                .put("coverage", orNull(step.coverage().map(StepJson::coverage)))
                .put("outcome", step.done().map(done -> done.outcome().word()))
                .put("outcome_reason", step.done().flatMap(done -> done.reason()))
                .put("arguments", orNull(step.gate().map(gate -> Tuple.of(gate).arguments())))
                .put("client", orNull(step.client()))
                .build();
    }

    static JsonArray of(List<RunTree.Node> nodes) {
        return new JsonArray(nodes.stream().<Json>map(StepJson::of).toList());
    }

    /// Adds when something began and ended, and how long it took.
    static void times(JsonObject.Builder json, Span span) {
        json.put("began", span.began().map(Instant::toString))
                .put("ended", span.ended().map(Instant::toString))
                .put("milliseconds", span.milliseconds().<Json>map(JsonInt::new).orElse(JsonNull.NULL));
    }

    private static JsonObject coverage(JsonObject data) {
        return JsonObject.builder().put("reason", data.get("reason")).put("places", data.get("places"))
                .put("changes", data.get("changes")).build();
    }

    private static Json orNull(Optional<JsonObject> object) {
        return object.<Json>map(found -> found).orElse(JsonNull.NULL);
    }
}
