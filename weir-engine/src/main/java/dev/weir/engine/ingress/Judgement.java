package dev.weir.engine.ingress;

import dev.weir.api.Digest;
import dev.weir.api.Verdict;
import dev.weir.journal.HookRun;
import dev.weir.wire.Answer;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

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

    /// The judgement that follows an earlier one of the same gate: what was found and who was asked stays known.
    ///
    /// @param change the verdict to give in place of that of this judgement
    public Judgement after(Judgement earlier, UnaryOperator<Verdict> change) {
        return new Judgement(
                new Answer(
                        answer.operation(),
                        answer.digest(),
                        change.apply(answer.verdict()),
                        both(earlier.answer.findings(), answer.findings())),
                both(earlier.hooks, hooks));
    }

    private static <T> List<T> both(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
