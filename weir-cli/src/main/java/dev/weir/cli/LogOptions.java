package dev.weir.cli;

import dev.weir.api.GateAction;
import dev.weir.packaging.name.NormalizedName;
import dev.weir.packaging.text.Quoted;
import dev.weir.report.Filter;
import dev.weir.report.Selection;
import dev.weir.wire.EventName;
import dev.weir.wire.json.JsonException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// The options that choose what of the journal is shown.
final class LogOptions {

    private static final String GATES = Arrays.stream(GateAction.values())
            .map(action -> "pip." + action.word())
            .collect(Collectors.joining(", "));

    private final OptionSpec run = text("--run", "ID", "Only runs whose id begins like this.");
    private final OptionSpec project =
            text("--package", "NAME", "Only what is about this project, however it is spelt.");
    private final OptionSpec event = text("--event", "EVENT", "Only this gate, such as pip.install, and its end.");
    private final OptionSpec verdict = text("--verdict", "WORD",
            "Only what was judged so: " + String.join(", ", Filter.VERDICTS) + ".");
    private final OptionSpec since = text("--since", "TIME", "Only what began then or later: " + Moment.FORMS + ".");
    private final OptionSpec until = text("--until", "TIME", "Only what began before then.");
    private final OptionSpec last = OptionSpec.builder("--last").paramLabel("N").type(Integer.class)
            .description("Only the newest N runs of those that are left.").build();
    private final CommandSpec spec;
    private final InstantSource clock;

    LogOptions(CommandSpec spec, InstantSource clock) {
        this.spec = spec;
        this.clock = clock;
    }

    private static OptionSpec text(String name, String label, String description) {
        return OptionSpec.builder(name).paramLabel(label).type(String.class).description(description).build();
    }

    void addTo(CommandSpec command) {
        Stream.of(run, project, event, verdict, since, until, last).forEach(command::addOption);
    }

    /// Whether nothing but the id of a run is asked for.
    boolean choosesOnlyARun() {
        return value(run).isPresent() && Stream.of(project, event, verdict, since, until).allMatch(
                option -> value(option).isEmpty());
    }

    /// @throws ParameterException where a value makes no sense
    Selection selection() {
        var now = clock.instant();
        var from = value(since).map(text -> moment(since, text, now));
        var to = value(until).map(text -> moment(until, text, now));
        if (from.isPresent() && to.filter(from.get()::isBefore).isEmpty() && to.isPresent()) {
            throw wrong("--since is not before --until; nothing can fit");
        }
        return new Selection(
                new Filter(value(run), value(project).map(this::project), value(event).map(this::event),
                        value(verdict).map(this::verdict), from, to),
                count());
    }

    private static Optional<String> value(OptionSpec option) {
        return Optional.ofNullable(option.getValue());
    }

    private ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }

    private Instant moment(OptionSpec option, String text, Instant now) {
        return Moment.read(text, now, ZoneId.systemDefault()).orElseThrow(
                () -> wrong("%s %s is no time; allowed: %s".formatted(option.longestName(), Quoted.quote(text),
                        Moment.FORMS)));
    }

    private String project(String text) {
        if (!NormalizedName.isValid(text)) {
            throw wrong("--package " + Quoted.quote(text) + " is no name of a project; allowed: letters, digits, "
                    + "`.`, `-` and `_` between them");
        }
        return new NormalizedName(text).text();
    }

    private String event(String text) {
        if (!isGate(text)) {
            throw wrong("--event " + Quoted.quote(text) + " is no gate; allowed: " + GATES);
        }
        return text;
    }

    private static boolean isGate(String text) {
        try {
            return !EventName.of(text).done();
        } catch (JsonException unknown) {
            return false;
        }
    }

    private String verdict(String text) {
        if (!Filter.VERDICTS.contains(text)) {
            throw wrong("--verdict " + Quoted.quote(text) + " is no verdict; allowed: "
                    + String.join(", ", Filter.VERDICTS));
        }
        return text;
    }

    private OptionalInt count() {
        Optional<Integer> count = Optional.ofNullable(last.getValue());
        if (count.filter(number -> number < 1).isPresent()) {
            throw wrong("--last needs a number from 1 on");
        }
        return count.map(OptionalInt::of).orElse(OptionalInt.empty());
    }
}
