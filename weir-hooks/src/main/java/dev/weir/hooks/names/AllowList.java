package dev.weir.hooks.names;

import static java.util.stream.Collectors.joining;

import dev.weir.hooks.names.Remark.Says;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// All that one source of settings allows.
///
/// @param entries where there are none, nothing is allowed
/// @param place   where the user finds it: `/etc/weir/weir.toml:3`
public record AllowList(List<Listed> entries, String place) {

    static final String NAME = "allow";

    public AllowList {
        entries = List.copyOf(entries);
    }

    boolean admits(Claim claim, Match match) {
        return entries.stream().anyMatch(entry -> entry.admits(claim, match));
    }

    /// Whether it is known that no entry is about it.
    boolean leavesOut(Claim claim) {
        return !admits(claim, Match.YES) && !admits(claim, Match.UNKNOWN);
    }

    /// The entries that may admit it, where none is known to.
    Stream<Listed> undecided(Claim claim) {
        return admits(claim, Match.YES)
                ? Stream.empty()
                : entries.stream().filter(entry -> entry.admits(claim, Match.UNKNOWN));
    }

    /// What it says of it: one thing, by one entry or several.
    Stream<Remark> remarks(Claim claim) {
        if (leavesOut(claim)) {
            return Stream.of(new Remark(Says.LEFT_OUT, NAME, Optional.empty(), place));
        }
        var admitting = entries.stream()
                .filter(entry -> entry.admits(claim, Match.YES))
                .map(entry -> Remark.of(Says.ADMITTED, NAME, entry));
        return Stream.concat(admitting, undecided(claim).map(entry -> Remark.of(Says.DEPENDS, NAME, entry)));
    }

    /// What it has of the project, for a reader.
    String sameProject(Claim claim) {
        var shown = entries.stream()
                .filter(entry -> claim.readingAs(entry.selector().name()).isPresent())
                .map(Listed::quoted)
                .collect(joining(", "));
        return shown.isEmpty() ? "no such project" : "only " + shown;
    }
}
