package dev.weir.engine.ingress;

import dev.weir.api.Verdict;
import dev.weir.wire.Answer;
import java.util.List;
import java.util.Optional;

/// What a gate is answered, and how the answer came about.
///
/// @param answer what the shim is told
/// @param hooks  the hooks that were asked, in their order
public record Judgement(Answer answer, List<HookStatus> hooks) {

    public Judgement {
        hooks = List.copyOf(hooks);
    }

    /// A judgement that no hook was asked for and that is about no bits.
    public static Judgement of(String operation, Verdict verdict) {
        return new Judgement(new Answer(operation, Optional.empty(), verdict, List.of()), List.of());
    }

    /// How one hook fared.
    ///
    /// @param status       `answered`, `failed` or `timed-out`
    /// @param reason       why, where it did not answer
    /// @param milliseconds how long it took
    public record HookStatus(String name, String status, Optional<String> reason, long milliseconds) {}
}
