package dev.weir.api;

import java.util.Optional;

/// The twin of a gate.
///
/// @param gate    the gate, unchanged
/// @param outcome how it ended
/// @param reason  one line; empty for [Outcome#OK]
public record Done(Gate gate, Outcome outcome, Optional<String> reason) {}
