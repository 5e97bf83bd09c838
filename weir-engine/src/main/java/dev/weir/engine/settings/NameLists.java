package dev.weir.engine.settings;

import dev.weir.packaging.name.ProjectSelector;
import java.util.List;

/// The lists of the built-in hook `names`.
///
/// @param deny  what is refused
/// @param allow one list of each source that has one; what one of them does not hold is refused
public record NameLists(List<Entry> deny, List<AllowList> allow) {

    static final NameLists NONE = new NameLists(List.of(), List.of());

    public NameLists {
        deny = List.copyOf(deny);
        allow = List.copyOf(allow);
    }

    /// An entry of a list.
    public record Entry(ProjectSelector selector, Place place) {

        static Entry of(Stated<ProjectSelector> stated) {
            return new Entry(stated.value(), stated.place());
        }
    }

    /// What a source allows; where it holds nothing, nothing is allowed.
    public record AllowList(List<Entry> entries, Place place) {
        public AllowList {
            entries = List.copyOf(entries);
        }
    }
}
