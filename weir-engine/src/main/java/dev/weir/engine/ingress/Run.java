package dev.weir.engine.ingress;

import dev.weir.api.Gate;
import dev.weir.api.Verdict;
import dev.weir.engine.coverage.ChangingStep;
import dev.weir.wire.EngineMessage.Refused;
import dev.weir.wire.Key;
import dev.weir.wire.Mode;
import java.util.Collection;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// One run: an installer and all installers below it. They share the settings, and the first refusal. Safe for many threads at once.
final class Run {

    private final String id;
    private final Key key;
    private final Judge judge;
    private final AtomicReference<Optional<Refused>> refusal = new AtomicReference<>(Optional.empty());
    private final AtomicLong judged = new AtomicLong();
    private final Queue<ChangingStep> changing = new ConcurrentLinkedQueue<>();
    private final Set<String> over = ConcurrentHashMap.newKeySet();

    Run(String id, Key key, Judge judge) {
        this.id = id;
        this.key = key;
        this.judge = judge;
    }

    String id() {
        return id;
    }

    Key key() {
        return key;
    }

    Judge judge() {
        return judge;
    }

    /// What was refused first.
    Optional<Refused> refusal() {
        return refusal.get();
    }

    /// How many distributions were judged before any of their code ran.
    long judged() {
        return judged.get();
    }

    /// The steps that were let through and change what is installed.
    ///
    /// @param but operations of some that do not count
    Collection<ChangingStep> changing(Set<String> but) {
        return changing.stream().filter(step -> !but.contains(step.operation())).toList();
    }

    /// The operations of those steps that have ended by now.
    Set<String> over() {
        return Set.copyOf(over);
    }

    /// Remembers that a step has ended.
    void end(Gate gate) {
        ChangingStep.of(id, gate).map(ChangingStep::operation).ifPresent(over::add);
    }

    /// Whether refusals have no effect: nothing but the journal knows of them.
    boolean observes() {
        return judge.mode() == Mode.OBSERVE && refusal().isEmpty();
    }

    /// Remembers a refusal, unless there is one, or it has no effect.
    void refuse(Refused refused) {
        if (!observes()) {
            stop(refused);
        }
    }

    /// Remembers why the run cannot go on, in whatever mode.
    void stop(Refused why) {
        refusal.compareAndSet(Optional.empty(), Optional.of(why));
    }

    /// Counts the distributions, and remembers a verdict that ends the run, or what it lets through.
    void heed(Gate gate, Verdict verdict) {
        if (gate instanceof Gate.Install) {
            judged.incrementAndGet();
        }
        switch (verdict) {
            case Verdict.Deny(var reason) -> refuse(new Refused(verdict.word(), gate.operation(), reason));
            case Verdict.Undecided(var reason) -> refuse(new Refused(verdict.word(), gate.operation(), reason));
            case Verdict.Allow _,Verdict.Withhold _,Verdict.Patched _ -> {}
        }
        if (refusal().isEmpty()) {
            ChangingStep.of(id, gate).ifPresent(changing::add);
        }
    }
}
