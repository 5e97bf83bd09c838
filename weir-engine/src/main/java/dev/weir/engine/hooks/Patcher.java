package dev.weir.engine.hooks;

import dev.weir.api.Gate;
import dev.weir.api.Patch;
import dev.weir.engine.bits.CopiedArtifact;
import java.util.Optional;

/// How a hook is asked for changes.
@FunctionalInterface
interface Patcher {

    /// Called on a thread of its own, which is interrupted at the deadline.
    Optional<Patch> patch(Gate.Install gate, CopiedArtifact bits) throws Exception;
}
