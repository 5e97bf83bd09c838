package dev.weir.engine.hooks;

import dev.weir.api.Gate;
import dev.weir.engine.bits.CopiedArtifact;
import java.util.Optional;

/// What a hook is asked.
///
/// @param gate what is about to happen
/// @param bits the engine's copy of the bits, where there are any
public record Question(Gate gate, Optional<CopiedArtifact> bits) {}
