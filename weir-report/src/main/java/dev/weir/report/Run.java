package dev.weir.report;

import dev.weir.wire.Mode;
import dev.weir.wire.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
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
    private final boolean observed;
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
        observed = Attributes.string(client, "mode").filter(Mode.OBSERVE.word()::equals).isPresent();
    }

    /// Takes the next record.
    ///
    /// @throws dev.weir.wire.json.JsonException or [java.time.DateTimeException] where it is not understood
    void take(JsonObject record) {
        var known = Attributes.operation(record).map(steps::get);
        var step = known.orElseGet(() -> Step.of(record));
        step.take(record);
        steps.putIfAbsent(step.id(), step);
        refusal = refusal.or(step::refusal);
        if (root.isEmpty() && step.isCommandOfItsOwn()) {
            root = Optional.of(step);
            step.isRoot();
        }
    }

    /// The command that it was begun with.
    Optional<Step> root() {
        return root;
    }

    /// Its steps by their operation, in the order in which they began.
    Map<String, Step> steps() {
        return Collections.unmodifiableMap(steps);
    }

    @Override
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(Plain.text(title + ": " + outcome()));
        lines.add("  " + root.map(Step::subject).orElse("(what was asked for is not known)"));
        lines.add("  " + Plain.text(installer));
        observation().ifPresent(line -> lines.add("  " + line));
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

    /// What mode `observe` has let through, in one line; empty in the other mode.
    Optional<String> observation() {
        var refused = refusal.map(reason -> "; mode enforce would have ended it: " + reason).orElse("");
        return observed ? Optional.of(Plain.text("mode observe: nothing is stopped" + refused)) : Optional.empty();
    }

    /// How it ended, in one line.
    String outcome() {
        return refusal.filter(_ -> !observed).or(() -> root.flatMap(Step::ending)).orElse("no end is known");
    }
}
