package dev.weir.api;

import java.nio.file.Path;
import java.util.List;

/// The answer to a gate.
public sealed interface Verdict {

    /// Go on.
    record Allow() implements Verdict {}

    /// Stop: refused.
    ///
    /// @param reason one line, for the user
    record Deny(String reason) implements Verdict {}

    /// Choose among the other candidates.
    ///
    /// @param objections never empty
    record Withhold(List<Objection> objections) implements Verdict {
        public Withhold {
            objections = List.copyOf(objections);
        }
    }

    /// Go on with other bits in place of those asked about.
    ///
    /// @param path   where the patched bits are
    /// @param digest their digest; they have been judged
    record Patched(Path path, Digest digest) implements Verdict {}

    /// Stop: it could not be decided.
    ///
    /// @param reason one line, for the user
    record Undecided(String reason) implements Verdict {}

    /// The word used on the wire and in the journal.
    default String word() {
        return switch (this) {
            case Allow() -> "allow";
            case Deny(var reason) -> "deny";
            case Withhold(var objections) -> "withhold";
            case Patched(var path, var digest) -> "patched";
            case Undecided(var reason) -> "undecided";
        };
    }
}
