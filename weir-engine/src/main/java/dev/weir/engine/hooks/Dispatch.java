package dev.weir.engine.hooks;

import dev.weir.api.Artifact.Form;
import dev.weir.api.Gate;
import dev.weir.engine.bits.CopiedArtifact;
import dev.weir.journal.HookRun;
import dev.weir.policy.HookResult;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Asks the hooks that want a gate, all at once, each within its own deadline. Safe for many threads at once.
public final class Dispatch {

    private final List<LoadedHook> hooks;

    /// @param hooks in the order in which their results are given
    Dispatch(List<LoadedHook> hooks) {
        this.hooks = List.copyOf(hooks);
    }

    /// The names of all hooks, in their order.
    public List<String> names() {
        return hooks.stream().map(LoadedHook::name).toList();
    }

    /// Whether a hook would look at the bits of this gate, which are of this form.
    public boolean wantsBits(Gate.ArtifactGate gate, Form form) {
        return hooks.stream().anyMatch(hook -> wants(hook, gate) && hook.looksAt(form));
    }

    /// Asks, and waits for all of them. A hook that fails is a result, too.
    ///
    /// @param bits which must not change until this returns
    /// @return in the order of the hooks
    public List<Asked> ask(Gate gate, Optional<CopiedArtifact> bits) {
        var question = new Question(gate, bits);
        var calls = hooks.stream()
                .filter(hook -> wants(hook, gate))
                .filter(hook -> hook.canJudge(bits.map(CopiedArtifact::form)))
                .flatMap(hook -> hook.answerer().stream()
                        .map(answerer -> Call.start(hook, () -> answerer.answer(question))))
                .toList();
        return calls.stream().map(call -> asked(call.await())).toList();
    }

    private static Asked asked(Call.Returned<Reply> returned) {
        var run = returned.run();
        return new Asked(returned.value().map(reply -> answered(run, reply)).orElseGet(() -> failed(run)), run);
    }

    private static HookResult answered(HookRun run, Reply reply) {
        return new HookResult.Answered(run.name(), reply.findings(), reply.objections());
    }

    private static HookResult failed(HookRun run) {
        return new HookResult.Failed(run.name(), run.reason().orElseThrow());
    }

    /// Whether a hook would change the source tree of this gate.
    public boolean mayPatch(Gate.Install gate) {
        return patching(gate).findAny().isPresent();
    }

    private Stream<LoadedHook> patching(Gate gate) {
        return hooks.stream().filter(hook -> wants(hook, gate)).filter(hook -> hook.patcher().isPresent());
    }

    /// Asks for changes, one hook after the other: each sees what those before it have made.
    ///
    /// @throws IOException where a change cannot be made
    public Patching patch(Gate.Install gate, CopiedArtifact tree, Patching.Maker maker) throws IOException {
        var result = new Patching(tree, List.of());
        for (var hook : patching(gate).toList()) {
            result = result.after(hook, gate, maker);
        }
        return result;
    }

    private static boolean wants(LoadedHook hook, Gate gate) {
        return hook.gates().contains(gate.action());
    }
}
