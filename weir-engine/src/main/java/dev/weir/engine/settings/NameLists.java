package dev.weir.engine.settings;

import dev.weir.packaging.name.ProjectSelector;
import java.util.List;
import java.util.Optional;

/// The lists of the built-in hook `names`.
///
/// @param deny  what is refused
/// @param allow where given, everything else is refused; an empty list refuses everything
public record NameLists(List<ProjectSelector> deny, Optional<List<ProjectSelector>> allow) {

    public NameLists {
        deny = List.copyOf(deny);
        allow = allow.map(List::copyOf);
    }
}
