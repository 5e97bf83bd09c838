package dev.weir.engine.hooks;

import dev.weir.api.Gate;
import dev.weir.engine.bits.CopiedArtifact;
import java.util.List;
import java.util.Optional;

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

    /// Whether a hook would look at the bits of this gate.
    public boolean wantsBits(Gate gate) {
        return gate instanceof Gate.ArtifactGate
                && hooks.stream().anyMatch(hook -> wants(hook, gate) && hook.bits() != LoadedHook.Bits.UNUSED);
    }

    /// Asks, and waits for all of them. A hook that fails is a result, too.
    ///
    /// @param bits which must not change until this returns
    /// @return in the order of the hooks
    public List<Asked> ask(Gate gate, Optional<CopiedArtifact> bits) {
        var question = new Question(gate, bits);
        var calls = hooks.stream()
                .filter(hook -> wants(hook, gate))
                .filter(hook -> bits.isPresent() || hook.bits() != LoadedHook.Bits.NEEDED)
                .map(hook -> Call.start(hook, question))
                .toList();
        return calls.stream().map(Call::await).toList();
    }

    private static boolean wants(LoadedHook hook, Gate gate) {
        return hook.gates().contains(gate.action());
    }
}
