package dev.weir.verification.canary;

import dev.weir.api.Digest;
import dev.weir.api.Distribution;
import dev.weir.api.Gate;
import dev.weir.api.Gate.DistributionGate;
import dev.weir.api.Outcome;
import dev.weir.verification.machine.JournalTail.Entry;
import dev.weir.verification.machine.JournalTail.Place;
import dev.weir.wire.Tuples;
import dev.weir.wire.json.JsonArray;
import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonReader;
import java.util.List;
import java.util.Optional;

/// One operation as the journal has it.
///
/// @param event   name of the gate
/// @param args    the gate's tuple
/// @param entries every record about it, in order
record Step(String event, JsonArray args, List<Entry> entries) {

    private static final String DONE = ".done";

    Step {
        entries = List.copyOf(entries);
    }

    static Step of(List<Entry> entries) {
        var first = entries.getFirst();
        var event = first.type().startsWith("weir.") ? first.data().string("event") : first.type();
        return new Step(event, first.data().array("args"), entries);
    }

    Gate gate() {
        return Tuples.gate(event, args);
    }

    /// What it is about, where that is a distribution.
    Optional<Distribution> distribution() {
        return gate() instanceof DistributionGate about ? Optional.of(about.distribution()) : Optional.empty();
    }

    /// Whether it is about this project: by its name, or where none is known by the folder that it comes from.
    boolean isAbout(String project) {
        return distribution().stream()
                .anyMatch(one -> one.name().map(project::equals)
                        .orElseGet(() -> one.url().orElse("").endsWith("/" + project)));
    }

    /// What `extra` says about something.
    Optional<String> extra(String key) {
        var extra = distribution().map(Distribution::extra).orElse("{}");
        return ((JsonObject) JsonReader.read(extra)).optionalString(key);
    }

    /// `allow`, `deny`, `undecided`, `withhold` or `patched`; `deny` also where a hook in the process refused.
    String verdict() {
        return entries.stream().filter(entry -> entry.type().startsWith("weir.")).findFirst()
                .map(entry -> entry.data().optionalString("verdict").orElse("deny")).orElse("none");
    }

    /// Where the journal had come when these bits were allowed; empty where they were not.
    Optional<Place> allowed() {
        return entries.stream().filter(entry -> entry.type().equals("weir.verdict"))
                .filter(entry -> entry.data().string("verdict").equals("allow") && sameDigest(entry)).map(Entry::end)
                .findFirst();
    }

    private boolean sameDigest(Entry verdict) {
        return distribution().flatMap(Distribution::digest).map(Digest::text)
                .equals(verdict.data().stringOrNull("digest"));
    }

    /// How often it was ended: once, where all is well.
    List<Outcome> outcomes() {
        return entries.stream().filter(entry -> entry.type().equals(event + DONE))
                .map(entry -> Tuples.done(entry.type(), entry.data().array("args")).outcome()).toList();
    }

    /// For a reader: event, project and file, hook, verdict, how it ended.
    @Override
    public String toString() {
        var what = distribution()
                .map(one -> " " + one.name().orElse("?") + " " + one.kind()
                        + extra("hook").map(hook -> " " + hook).orElse(""))
                .orElse("");
        return event + what + ": " + verdict() + " " + outcomes();
    }
}
