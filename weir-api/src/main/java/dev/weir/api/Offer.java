package dev.weir.api;

import java.util.List;
import java.util.Optional;

/// The candidates tuple without its first argument (`spec/events.md`).
///
/// @param installerVersion version of the installer
/// @param project          as asked for, not normalised
/// @param specifier        where the installer knows it at that moment
/// @param candidates       in the order in which the installer found them
/// @param operation        id
/// @param extra            a JSON object
public record Offer(
        String installerVersion,
        String project,
        Optional<String> specifier,
        List<Candidate> candidates,
        String operation,
        String extra) {

    public Offer {
        candidates = List.copyOf(candidates);
    }
}
