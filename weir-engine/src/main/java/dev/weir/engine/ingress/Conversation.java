package dev.weir.engine.ingress;

import dev.weir.api.Done;
import dev.weir.api.Gate;
import dev.weir.api.Outcome;
import dev.weir.api.Verdict;
import dev.weir.engine.coverage.Comparison;
import dev.weir.journal.Origin;
import dev.weir.wire.Answer;
import dev.weir.wire.Client;
import dev.weir.wire.EngineMessage;
import dev.weir.wire.EngineMessage.Covered;
import dev.weir.wire.EngineMessage.Noted;
import dev.weir.wire.EngineMessage.Refused;
import dev.weir.wire.EngineMessage.State;
import dev.weir.wire.EngineMessage.Tree;
import dev.weir.wire.EngineMessage.Vouched;
import dev.weir.wire.ShimMessage;
import dev.weir.wire.Tuples;
import dev.weir.wire.json.JsonReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One conversation after its greeting: questions of one installer process, answered in turn. For one thread.
final class Conversation {

    private static final System.Logger LOG = System.getLogger(Conversation.class.getName());
    private static final String JOURNAL_FAILED = "the journal cannot be written: ";

    private final Connection connection;
    private final Run run;
    private final Ledger ledger;
    private final Heartbeat.Pulse pulse;
    private final Map<String, Gate> open = new LinkedHashMap<>();
    private final int segment;
    private Set<String> before = Set.of();
    private Origin origin;

    /// @param build id of the engine's build
    Conversation(Connection connection, Greeting.Installer installer, String build, Ledger ledger,
            Heartbeat.Pulse pulse) {
        this.connection = connection;
        this.run = installer.run();
        this.ledger = ledger;
        this.pulse = pulse;
        this.segment = ledger.segment();
        this.origin = origin(run, installer.client(), build);
    }

    private static Origin origin(Run run, Client client, String build) {
        return new Origin(run.id(), client, List.of(), build, run.judge().settings(), run.judge().failOpen(),
                run.judge().mode());
    }

    /// Answers until the other side says goodbye or is gone. What it left open is kept as lost.
    ///
    /// @throws ProtocolException where the other side breaks the rules
    void lead() throws IOException {
        try {
            var message = connection.receive();
            while (message.isPresent() && !(message.get() instanceof ShimMessage.Bye)) {
                heed(message.get());
                message = connection.receive();
            }
        } finally {
            settle();
        }
    }

    private void heed(ShimMessage message) throws IOException {
        switch (message) {
            case ShimMessage.Ask ask -> connection.send(answer(Tuples.gate(ask.event(), ask.args())));
            case ShimMessage.Unpack unpack -> connection.send(unpacked(Tuples.gate(unpack.event(), unpack.args())));
            case ShimMessage.Refusal refusal -> note(refusal);
            case ShimMessage.Changed changed -> note(changed);
            case ShimMessage.Coverage left -> connection.send(compared(command(left.operation()), left));
            case ShimMessage.Vouch(var wheel, var archive) ->
                connection.send(new Vouched(run.judge().wasBuilt(wheel, archive)));
            case ShimMessage.Finished finished -> end(Tuples.done(finished.event(), finished.args()));
            case ShimMessage.AskState _ -> connection.send(new State(run.refusal(), run.judged()));
            case ShimMessage.Hello _,ShimMessage.Prove _,ShimMessage.Bye _,ShimMessage.Visit _,ShimMessage.Wish _ ->
                throw new ProtocolException("`" + message.type() + "` comes out of turn");
        }
    }

    private EngineMessage answer(Gate gate) throws IOException {
        begin(gate);
        try (var _ = pulse.start()) {
            return keep(gate, judgement(gate));
        }
    }

    private EngineMessage unpacked(Gate gate) {
        try (var _ = pulse.start()) {
            return new Tree(run.judge().unpack(gate).map(Path::toString));
        }
    }

    private void begin(Gate gate) {
        if (open.putIfAbsent(gate.operation(), gate) != null) {
            throw new ProtocolException("operation " + gate.operation() + " has begun already");
        }
        if (gate instanceof Gate.Invoked(_, var command)) {
            origin = origin.withIndexes(indexes(command.extra()));
            before = run.over();
        }
    }

    private static List<String> indexes(String extra) {
        return JsonReader.read(extra).asObject("extra").find("indexes")
                .map(found -> found.asStrings("member `indexes` of extra"))
                .orElse(List.of());
    }

    private Judgement judgement(Gate gate) {
        return run.refusal()
                .map(refused -> Judgement.of(gate.operation(), Optional.empty(), again(refused)))
                .orElseGet(() -> run.judge().judge(gate));
    }

    private static Verdict again(Refused refused) {
        return refused.verdict().equals("deny")
                ? new Verdict.Deny(refused.reason())
                : new Verdict.Undecided(refused.reason());
    }

    /// Keeps a judgement before it is answered; where that fails, nothing is allowed.
    private Answer keep(Gate gate, Judgement judgement) {
        try {
            ledger.judged(origin, gate, judgement);
            var answer = copied(gate, judgement).answer();
            run.heed(gate, answer.verdict());
            run.judge().kept(gate, answer);
            run.judge().observers().judged(gate, answer.verdict());
            return run.observes() ? answer.lettingThrough() : answer;
        } catch (IOException notKept) {
            return Judgement.of(gate.operation(), Optional.empty(), undecided(gate, notKept)).answer();
        }
    }

    /// What was allowed but could not be copied, where it must be, is undecided; the journal says both.
    private Judgement copied(Gate gate, Judgement judgement) throws IOException {
        try {
            run.judge().awaitCopy();
            return judgement;
        } catch (IOException notCopied) {
            LOG.log(System.Logger.Level.WARNING, "{0} {1}: {2}", gate.event(), gate.operation(), notCopied);
            return isRefused(judgement) && !run.observes()
                    ? judgement
                    : overruled(gate, judgement, new Verdict.Undecided(String.valueOf(notCopied.getMessage())));
        }
    }

    private static boolean isRefused(Judgement judgement) {
        return switch (judgement.answer().verdict()) {
            case Verdict.Deny _,Verdict.Undecided _ -> true;
            case Verdict.Allow _,Verdict.Withhold _,Verdict.Patched _ -> false;
        };
    }

    /// In whatever mode, the run goes no further.
    private Judgement overruled(Gate gate, Judgement judgement, Verdict.Undecided verdict) throws IOException {
        var undecided = Judgement.of(gate.operation(), judgement.answer().digest(), verdict);
        run.stop(new Refused(verdict.word(), gate.operation(), verdict.reason()));
        ledger.overruled(origin, gate, undecided);
        return undecided;
    }

    /// Nothing more is allowed in this run.
    private Verdict undecided(Gate gate, IOException notKept) {
        LOG.log(System.Logger.Level.WARNING, "{0} {1} is not kept: {2}", gate.event(), gate.operation(), notKept);
        var verdict = new Verdict.Undecided(JOURNAL_FAILED + notKept.getMessage());
        run.stop(new Refused(verdict.word(), gate.operation(), verdict.reason()));
        return verdict;
    }

    private void note(ShimMessage.Refusal refusal) throws IOException {
        var gate = Tuples.gate(refusal.event(), refusal.args());
        open.putIfAbsent(gate.operation(), gate);
        var reason = refusal.cause().type() + ": " + refusal.cause().message();
        run.refuse(new Refused("deny", gate.operation(), reason));
        ledger.refused(origin, gate, refusal.cause());
        connection.send(new Noted());
    }

    private void note(ShimMessage.Changed changed) throws IOException {
        ledger.changed(origin, Tuples.gate(changed.event(), changed.args()), changed.digest());
        awaitCopy();
        connection.send(new Noted());
    }

    /// Where a change of judged bits cannot be copied, and must be, the conversation ends.
    private void awaitCopy() {
        try {
            run.judge().awaitCopy();
        } catch (IOException notCopied) {
            throw new ProtocolException(String.valueOf(notCopied.getMessage()));
        }
    }

    private Gate.Invoked command(String operation) {
        if (open.get(operation) instanceof Gate.Invoked command) {
            return command;
        }
        throw new ProtocolException("operation " + operation + " is no command that has begun");
    }

    /// Compares what a command has left with what was judged: first in this run, and what is then not explained with what other runs did.
    private EngineMessage compared(Gate.Invoked command, ShimMessage.Coverage left) throws IOException {
        try (var _ = pulse.start()) {
            var comparison = new Comparison(run.id(), command.command().extra(), left.changes());
            comparison.explainBy(run.changing(before));
            if (!comparison.isComplete()) {
                comparison.explainBy(ledger.ofOthers(origin, command, segment));
            }
            ledger.covered(origin, command, left, comparison);
            comparison.difference()
                    .ifPresent(reason -> run.refuse(new Refused("deny", command.operation(), reason)));
            return new Covered(comparison.difference());
        }
    }

    private void end(Done done) {
        if (!open.remove(done.gate().operation(), done.gate())) {
            throw new ProtocolException("operation " + done.gate().operation() + " ends, but did not begin like this");
        }
        keepEnd(done);
    }

    private void keepEnd(Done done) {
        try {
            ledger.ended(origin, done);
            run.end(done.gate());
            run.judge().observers().ended(done);
        } catch (IOException notKept) {
            undecided(done.gate(), notKept);
        }
    }

    private void settle() throws IOException {
        Thread.interrupted(); // By an engine that ends. What was left open is kept all the same.
        open.values().forEach(gate -> keepEnd(new Done(gate, Outcome.LOST, Optional.of("the installer went away"))));
        ledger.settle();
    }
}
