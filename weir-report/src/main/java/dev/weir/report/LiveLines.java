package dev.weir.report;

import dev.weir.api.Gate;
import dev.weir.api.Outcome;
import dev.weir.wire.EventName;
import dev.weir.wire.Tuples;
import dev.weir.wire.json.JsonArray;
import dev.weir.wire.json.JsonObject;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A line for each step when it is judged, and for each that does not end well; for the command of a run also for its good end. For one thread.
final class LiveLines {

    private static final int SHORT_RUN = 8;

    private final DateTimeFormatter time;
    private final Map<String, Step> steps = new HashMap<>();

    LiveLines(ZoneId zone) {
        time = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
    }

    /// Takes the next record; its line, fit for a terminal, where it has one.
    ///
    /// @throws dev.weir.wire.json.JsonException or [java.time.DateTimeException] where it is not understood
    Optional<String> line(JsonObject record) {
        var data = record.object("data");
        return switch (record.string("type")) {
            case "weir.damage" -> Optional.of(FoundDamage.of(time(record), data).lines().getFirst());
            case "weir.retention" -> Optional.of(Retention.of(time(record), data).lines().getFirst());
            case String type -> step(record, type, data).map(line -> begin(record) + line);
        };
    }

    private String begin(JsonObject record) {
        var run = record.string("run");
        return Plain.text(time(record) + "  " + run.substring(0, Math.min(run.length(), SHORT_RUN)) + "  ");
    }

    private String time(JsonObject record) {
        return time.format(Instant.parse(record.string("time")));
    }

    private Optional<String> step(JsonObject record, String type, JsonObject data) {
        return switch (type) {
            case "weir.verdict" -> Optional.of(judged(record, data));
            case "weir.refusal" -> Optional.of(refused(gate(data), data.object("cause")));
            case "weir.changed" -> Optional.of(changed(gate(data), data.string("digest")));
            case String event when EventName.of(event).done() -> ended(event, data.array("args"));
            case String event -> {
                step(Tuples.gate(event, data.array("args")));
                yield Optional.empty();
            }
        };
    }

    private static Gate gate(JsonObject data) {
        return Tuples.gate(data.string("event"), data.array("args"));
    }

    private Step step(Gate gate) {
        var step = steps.computeIfAbsent(gate.operation(), _ -> new Step(gate.event(), ""));
        step.isAbout(gate);
        return step;
    }

    private String judged(JsonObject record, JsonObject data) {
        var subject = record.optionalString("subject").orElse("?");
        var step = steps.computeIfAbsent(record.string("operation"), _ -> new Step(data.string("event"), subject));
        step.isJudged(data);
        return step.judged();
    }

    private String refused(Gate gate, JsonObject cause) {
        var step = step(gate);
        step.isRefusedByInstaller(cause);
        return step.judged();
    }

    private String changed(Gate gate, String digest) {
        var step = step(gate);
        step.isChanged(digest);
        return step.changed();
    }

    private Optional<String> ended(String event, JsonArray args) {
        var done = Tuples.done(event, args);
        var step = step(done.gate());
        step.hasEnded(done);
        steps.remove(done.gate().operation());
        return step.ended().filter(_ -> done.outcome() != Outcome.OK || Run.isRoot(done.gate()));
    }
}
