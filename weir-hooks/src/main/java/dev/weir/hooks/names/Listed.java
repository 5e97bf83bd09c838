package dev.weir.hooks.names;

import dev.weir.packaging.name.ProjectSelector;
import dev.weir.packaging.text.Quoted;

/// An entry of a list.
///
/// @param selector what it is about
/// @param place    where the user finds it: `/etc/weir/weir.toml:3`
public record Listed(ProjectSelector selector, String place) {

    String quoted() {
        return Quoted.quote(selector.toString());
    }

    boolean denies(Claim claim, Match match) {
        return claim.readings().stream().anyMatch(reading -> Match.denies(selector, reading) == match);
    }

    boolean admits(Claim claim, Match match) {
        return claim.readings().stream().anyMatch(reading -> Match.admits(selector, reading) == match);
    }
}
