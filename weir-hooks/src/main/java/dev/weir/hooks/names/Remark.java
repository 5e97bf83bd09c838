package dev.weir.hooks.names;

import dev.weir.api.Rule;
import dev.weir.packaging.name.ProjectSelector;
import java.util.Optional;

/// What one entry, or one list, says of a project.
///
/// @param list  `deny` or `allow`
/// @param entry empty where an allow list has none about it
/// @param place where the user finds the entry, or else the list
public record Remark(Says says, String list, Optional<ProjectSelector> entry, String place) {

    /// What it says.
    public enum Says {
        /// It is denied.
        DENIED,
        /// It is not among what is allowed.
        LEFT_OUT,
        /// That depends on the version, which is not known.
        DEPENDS,
        /// It is allowed, as far as this list goes.
        ADMITTED;

        /// The rule that the hook finds it under; empty where it has nothing against it.
        public Optional<Rule> rule() {
            return switch (this) {
                case DENIED -> Optional.of(Lists.DENIED);
                case LEFT_OUT -> Optional.of(Lists.NOT_ALLOWED);
                case DEPENDS -> Optional.of(Lists.UNKNOWN);
                case ADMITTED -> Optional.empty();
            };
        }
    }

    static Remark of(Says says, String list, Listed entry) {
        return new Remark(says, list, Optional.of(entry.selector()), entry.place());
    }
}
