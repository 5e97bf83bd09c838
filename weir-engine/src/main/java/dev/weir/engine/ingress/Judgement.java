package dev.weir.engine.ingress;

import dev.weir.api.Digest;
import dev.weir.api.Verdict;
import dev.weir.journal.HookRun;
import dev.weir.wire.Answer;
import java.util.List;
import java.util.Optional;

/// What a gate is answered, and how the answer came about.
///
/// @param answer what the shim is told
/// @param hooks  the hooks that were asked, in their order
public record Judgement(Answer answer, List<HookRun> hooks) {

    public Judgement {
        hooks = List.copyOf(hooks);
    }

    /// A judgement that no hook was asked for.
    ///
    /// @param digest of the bits, where it is about bits
    public static Judgement of(String operation, Optional<Digest> digest, Verdict verdict) {
        return new Judgement(new Answer(operation, digest, verdict, List.of()), List.of());
    }
}
