package dev.weir.verification.pipsown;

import static java.util.stream.Collectors.toCollection;

import dev.weir.wire.json.JsonObject;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A test with what came of it on both sides.
///
/// @param name    as pytest chooses it
/// @param without its outcome, or [#ABSENT]
/// @param with    its outcome, or [#ABSENT]
/// @param again   how often it was tried again, on both sides, because it differed
record Tried(String name, String without, String with, int again) {

    static final String ABSENT = "not run";

    /// Each test of either side.
    static List<Tried> of(Outcomes without, Outcomes with, int again) {
        return Stream.concat(without.byName().keySet().stream(), with.byName().keySet().stream())
                .collect(toCollection(TreeSet::new)).stream()
                .map(name -> new Tried(name, without.byName().getOrDefault(name, ABSENT),
                        with.byName().getOrDefault(name, ABSENT), again))
                .toList();
    }

    boolean differs() {
        return !without.equals(with);
    }

    boolean is(String outcome) {
        return !differs() && with.equals(outcome);
    }

    /// Whether pip's own test does not pass here, whatever it runs in.
    boolean failsAnyhow() {
        return !differs() && !is(Outcomes.PASSED) && !is(Outcomes.SKIPPED);
    }

    JsonObject toJson() {
        return JsonObject.builder().put("test", name).put("without", without).put("with", with).put("again", again)
                .build();
    }

    static Tried parse(JsonObject json) {
        return new Tried(json.string("test"), json.string("without"), json.string("with"),
                json.int31("again"));
    }
}
