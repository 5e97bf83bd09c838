package dev.weir.wire;

import dev.weir.api.Done;
import dev.weir.api.Gate;
import dev.weir.api.Outcome;
import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonArray;
import dev.weir.wire.json.JsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Events to the tuples of `spec/events.md`, as JSON arrays, and back. What is read and written again is the same.
///
/// Reading is strict on the contract version, the number of arguments, their order and types, ints of 31 bits, the form of a digest, and that
/// `extra` holds a JSON object. Unknown kinds, flags and keys of `extra` pass, and so does any installer. Everything else is a [JsonException].
public final class Tuples {

    private static final String DONE_SUFFIX = ".done";

    private Tuples() {}

    /// Reads the event of a gate.
    public static Gate gate(String event, JsonArray args) {
        var name = EventName.of(event);
        if (name.done()) {
            throw new JsonException("event `" + event + "`", "expected a gate, not its end");
        }
        return gate(name, open(event, name, List.of(), args));
    }

    /// Reads a `.done` event.
    public static Done done(String event, JsonArray args) {
        var name = EventName.of(event);
        if (!name.done()) {
            throw new JsonException("event `" + event + "`",
                    "expected the end of a gate, a name that ends in " + DONE_SUFFIX);
        }
        var from = open(event, name, TupleKind.DONE, args);
        var gate = gate(name, from);
        var outcome = outcome(from);
        return new Done(gate, outcome, reason(from, outcome));
    }

    private static Arguments open(String event, EventName name, List<Argument> more, JsonArray args) {
        var expected = new ArrayList<>(TupleKind.of(name.action()).arguments());
        expected.addAll(more);
        return new Arguments(event, expected, args).ofThisContract();
    }

    private static Gate gate(EventName name, Arguments from) {
        var installer = name.installer();
        return switch (name.action()) {
            case INVOKED -> new Gate.Invoked(installer, CommandTuple.read(from));
            case CANDIDATES -> new Gate.Candidates(installer, CandidatesTuple.read(from));
            case DOWNLOAD -> new Gate.Download(installer, DistributionTuple.read(from));
            case UNPACK -> new Gate.Unpack(installer, DistributionTuple.read(from));
            case INSTALL -> new Gate.Install(installer, DistributionTuple.read(from));
            case BUILD -> new Gate.Build(installer, DistributionTuple.read(from));
            case BUILT -> new Gate.Built(installer, DistributionTuple.read(from));
            case WRITE -> new Gate.Write(installer, DistributionTuple.read(from));
            case UNINSTALL -> new Gate.Uninstall(installer, DistributionTuple.read(from));
        };
    }

    private static Outcome outcome(Arguments from) {
        var word = from.string();
        return Outcome.of(word).orElseThrow(() -> from.problem("there is no outcome `" + word + "`"));
    }

    private static Optional<String> reason(Arguments from, Outcome outcome) {
        var reason = from.stringOrNone();
        if (outcome == Outcome.OK && reason.isPresent()) {
            throw from.problem("expected null with the outcome `ok`");
        }
        return reason;
    }

    /// The tuple of a gate.
    public static JsonArray args(Gate gate) {
        return switch (gate) {
            case Gate.Invoked(_, var command) -> CommandTuple.write(command);
            case Gate.Candidates(_, var offer) -> CandidatesTuple.write(offer);
            case Gate.DistributionGate about -> DistributionTuple.write(about.distribution());
        };
    }

    /// The tuple of a `.done`.
    public static JsonArray args(Done done) {
        return args(done.gate()).plus(Json.of(done.outcome().word()), Json.of(done.reason()));
    }

    /// The name of a `.done`.
    public static String event(Done done) {
        return done.gate().event() + DONE_SUFFIX;
    }
}
