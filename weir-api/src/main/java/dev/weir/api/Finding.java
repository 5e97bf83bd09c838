package dev.weir.api;

import java.util.Optional;
import java.util.OptionalInt;

/// One piece of evidence.
///
/// @param rule     the rule that it falls under
/// @param severity how bad it is
/// @param file     path inside the artifact, `/` between names
/// @param line     line in that file, from 1
/// @param message  what was found, one line, for the user
/// @param help     what the user can do about it
public record Finding(
        Rule rule, Severity severity, Optional<String> file, OptionalInt line, String message, Optional<String> help) {

    /// A finding about the artifact or the request as a whole.
    public static Finding of(Rule rule, Severity severity, String message) {
        return new Finding(rule, severity, Optional.empty(), OptionalInt.empty(), message, Optional.empty());
    }

    /// The same, found at a line of a file of the artifact.
    public Finding at(String path, int number) {
        return new Finding(rule, severity, Optional.of(path), OptionalInt.of(number), message, help);
    }

    /// The same, with advice.
    public Finding withHelp(String advice) {
        return new Finding(rule, severity, file, line, message, Optional.of(advice));
    }
}
