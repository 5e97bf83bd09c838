package dev.weir.engine.ingress;

import dev.weir.api.Verdict;
import dev.weir.wire.EngineMessage.Refused;
import dev.weir.wire.Key;
import dev.weir.wire.Mode;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// One run: an installer and all installers below it. They share the settings, and the first refusal. Safe for many threads at once.
final class Run {

    private final String id;
    private final Key key;
    private final Judge judge;
    private final AtomicReference<Optional<Refused>> refusal = new AtomicReference<>(Optional.empty());

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

    /// Remembers a verdict that ends the run; others it ignores.
    void heed(String operation, Verdict verdict) {
        switch (verdict) {
            case Verdict.Deny(var reason) -> refuse(new Refused(verdict.word(), operation, reason));
            case Verdict.Undecided(var reason) -> refuse(new Refused(verdict.word(), operation, reason));
            case Verdict.Allow _,Verdict.Withhold _,Verdict.Patched _ -> {}
        }
    }
}
