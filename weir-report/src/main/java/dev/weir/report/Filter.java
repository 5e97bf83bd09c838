package dev.weir.report;

import dev.weir.wire.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Which steps are to be shown: those that fit everything that is given. With a step come all of its records.
///
/// @param run     how the id of its run begins
/// @param project what it is about: the name of a project in the normal form of PEP 503. A step whose project was not known yet does not fit
/// @param event   its gate, such as `pip.install`
/// @param verdict one of [#VERDICTS]
/// @param since   it began then or later
/// @param until   it began before then
public record Filter(Optional<String> run, Optional<String> project, Optional<String> event, Optional<String> verdict,
        Optional<Instant> since, Optional<Instant> until) {

    /// Everything.
    public static final Filter NONE = new Filter(Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty());

    /// What a step can be judged; `refused` is a refusal by a hook in the installer's own process.
    public static final List<String> VERDICTS =
            List.of("allow", "deny", "withhold", "patched", "undecided", "refused");

    /// Whether only some of the steps of a run are asked for, whenever they were.
    boolean choosesSteps() {
        return project.isPresent() || event.isPresent() || verdict.isPresent();
    }

    /// Whether only what belongs to a run can fit.
    boolean choosesRuns() {
        return run.isPresent() || choosesSteps();
    }

    /// Whether a step that begins with this record fits, but for its verdict.
    boolean fitsBeginning(JsonObject first) {
        return fits(Attributes.run(first), run, id -> prefix -> id.startsWith(prefix))
                && fits(Attributes.project(first), project, name -> name::equals)
                && fits(Attributes.gate(first), event, name -> name::equals)
                && fitsTime(first);
    }

    boolean fitsTime(JsonObject record) {
        return fits(Attributes.time(record), since, time -> from -> !time.isBefore(from))
                && fits(Attributes.time(record), until, time -> time::isBefore);
    }

    /// Whether this record holds a verdict that fits; every record does where none is asked for.
    boolean fitsVerdict(JsonObject record) {
        return fits(Attributes.verdict(record), verdict, word -> word::equals);
    }

    private static <T> boolean fits(Optional<T> found, Optional<T> wanted, Test<T> test) {
        return wanted.isEmpty() || found.filter(value -> test.of(value).test(wanted.get())).isPresent();
    }

    private interface Test<T> {
        Predicate<T> of(T found);
    }
}
