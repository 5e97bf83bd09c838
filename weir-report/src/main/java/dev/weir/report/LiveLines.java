package dev.weir.report;

import dev.weir.api.Outcome;
import dev.weir.wire.EventName;
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
            case String type -> step(record, type).map(line -> begin(record) + line);
        };
    }

    private String begin(JsonObject record) {
        var run = record.string("run");
        return Plain.text(time(record) + "  " + run.substring(0, Math.min(run.length(), SHORT_RUN)) + "  ");
    }

    private String time(JsonObject record) {
        return time.format(Instant.parse(record.string("time")));
    }

    private Optional<String> step(JsonObject record, String type) {
        var known = Attributes.operation(record).map(steps::get);
        var step = known.orElseGet(() -> Step.of(record));
        step.take(record);
        steps.put(step.id(), step);
        return switch (type) {
            case "weir.verdict", "weir.refusal" -> Optional.of(step.judged());
            case "weir.coverage" -> step.uncovered();
            case "weir.changed" -> Optional.of(step.changed());
            case String event when EventName.of(event).done() -> ended(step);
            case String _ -> Optional.empty();
        };
    }

    private Optional<String> ended(Step step) {
        steps.remove(step.id());
        var isWell = step.done().filter(done -> done.outcome() == Outcome.OK).isPresent();
        return step.ended().filter(_ -> !isWell || step.isCommandOfItsOwn());
    }
}
