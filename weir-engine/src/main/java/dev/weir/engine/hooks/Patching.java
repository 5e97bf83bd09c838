package dev.weir.engine.hooks;

import dev.weir.api.Gate;
import dev.weir.api.Patch;
import dev.weir.engine.bits.CopiedArtifact;
import dev.weir.journal.HookRun;
import dev.weir.policy.HookResult;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/// A source tree on its way through the hooks that change it.
///
/// @param tree  as it is now
/// @param asked the hooks so far
public record Patching(CopiedArtifact tree, List<Asked> asked) {

    public Patching {
        asked = List.copyOf(asked);
    }

    /// Makes a changed copy of a tree.
    @FunctionalInterface
    public interface Maker {

        /// The changed copy.
        ///
        /// @throws IOException where the change makes no sense, or there is no room
        CopiedArtifact make(CopiedArtifact tree, Patch patch) throws IOException;
    }

    Patching after(LoadedHook hook, Gate.Install gate, Maker maker) throws IOException {
        var returned = Call.start(hook, () -> hook.patcher().orElseThrow().patch(gate, tree)).await();
        var patch = returned.value().flatMap(value -> value);
        return new Patching(
                patch.isPresent() ? maker.make(tree, patch.get()) : tree,
                Stream.concat(asked.stream(), Stream.of(new Asked(result(returned.run()), returned.run()))).toList());
    }

    private static HookResult result(HookRun run) {
        return run.reason().<HookResult>map(reason -> new HookResult.Failed(run.name(), reason))
                .orElseGet(() -> new HookResult.Answered(run.name(), List.of(), List.of()));
    }
}
