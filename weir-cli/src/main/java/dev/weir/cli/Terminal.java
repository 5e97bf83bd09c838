package dev.weir.cli;

import java.util.Optional;

/// The terminal that a command is typed at.
final class Terminal {

    private Terminal() {}

    /// Whether there is one, to type at and to read from.
    static boolean isThere() {
        return Optional.ofNullable(System.console()).filter(console -> console.isTerminal()).isPresent();
    }
}
