package dev.weir.report;

import dev.weir.api.Gate;
import dev.weir.wire.EventName;
import dev.weir.wire.Tuples;
import dev.weir.wire.json.JsonArray;
import dev.weir.wire.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the journal says of one run. Not safe for several threads.
final class Run implements Chapter {

    private static final int NARROW = 30;
    private static final int WIDE = 60;

    private final String title;
    private final String installer;
    private final List<String> failOpen;
    private final Steps shown;
    private final Map<String, Step> steps = new LinkedHashMap<>();
    private Optional<Step> root = Optional.empty();
    private Optional<String> refusal = Optional.empty();

    /// @param time  when it began, for a reader
    /// @param first its first record
    /// @param shown which steps
    Run(String time, JsonObject first, Steps shown) {
        this.shown = shown;
        var client = first.object("data").object("client");
        title = "run %s, %s, %s@%s".formatted(first.string("run"), time, client.string("user"), client.string("host"));
        installer = "%s %s, Python %s, %s".formatted(client.string("installer"), client.string("installer_version"),
                client.string("interpreter"), client.string("prefix"));
        failOpen = client.strings("fail_open");
    }

    /// Takes the next record.
    ///
    /// @throws dev.weir.wire.json.JsonException where it is not understood
    void take(JsonObject record) {
        var data = record.object("data");
        switch (record.string("type")) {
            case "weir.verdict" -> judge(record, data);
            case "weir.refusal" -> refuse(step(gate(data)), data.object("cause"));
            case "weir.changed" -> step(gate(data)).isChanged(data.string("digest"));
            case String event -> take(event, data.array("args"));
        }
    }

    private void judge(JsonObject record, JsonObject data) {
        var subject = record.optionalString("subject").orElse("?");
        var step = steps.computeIfAbsent(record.string("operation"), _ -> new Step(data.string("event"), subject));
        step.isJudged(data);
        remember(step);
    }

    private void refuse(Step step, JsonObject cause) {
        step.isRefusedByInstaller(cause);
        remember(step);
    }

    /// The first refusal ends the run.
    private void remember(Step step) {
        refusal = refusal.or(step::refusal);
    }

    private static Gate gate(JsonObject data) {
        return Tuples.gate(data.string("event"), data.array("args"));
    }

    private void take(String event, JsonArray args) {
        if (EventName.of(event).done()) {
            var done = Tuples.done(event, args);
            step(done.gate()).hasEnded(done);
        } else {
            step(Tuples.gate(event, args));
        }
    }

    private Step step(Gate gate) {
        var step = steps.computeIfAbsent(gate.operation(), _ -> new Step(gate.event(), ""));
        step.isAbout(gate);
        if (root.isEmpty() && isRoot(gate)) {
            root = Optional.of(step);
            step.isRoot();
        }
        return step;
    }

    /// Whether it is the command that a run was begun with.
    static boolean isRoot(Gate gate) {
        return gate instanceof Gate.Invoked(_, var command)
                && Subjects.extra(command.extra()).find("parent").isEmpty();
    }

    @Override
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(Plain.text(title + ": " + outcome()));
        lines.add("  " + root.map(Step::subject).orElse("(what was asked for is not known)"));
        lines.add("  " + Plain.text(installer));
        failOpen.forEach(
                hook -> lines.add("  " + Plain.text("open: hook " + hook + " may fail without a consequence")));
        var rows = rows();
        var width = rows.stream().mapToInt(step -> step.subject().length()).filter(length -> length <= WIDE)
                .max().orElse(NARROW);
        rows.forEach(step -> step.lines(Math.max(width, NARROW)).forEach(line -> lines.add("  " + line)));
        return lines;
    }

    private List<Step> rows() {
        return steps.entrySet().stream()
                .filter(step -> shown.has(step.getKey(), step.getValue()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private String outcome() {
        return refusal.or(() -> root.flatMap(Step::ending)).orElse("no end is known");
    }
}
