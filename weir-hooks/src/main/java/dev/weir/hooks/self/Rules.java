package dev.weir.hooks.self;

import dev.weir.api.Action;
import dev.weir.api.Finding;
import dev.weir.api.Rule;
import dev.weir.api.Severity;
import dev.weir.hooks.listing.Listing;
import dev.weir.packaging.text.Quoted;
import java.util.Optional;
import java.util.OptionalInt;

/// What the hook says.
final class Rules {

    private static final Rule PLANTED_FILE = new Rule("self.planted-file", Action.DENY);
    private static final Rule OWN_NAME = new Rule("self.own-name", Action.DENY);
    private static final String NOT_YOURS = "ask its authors why: only Weir writes and removes files of this name";

    private Rules() {}

    static Finding carried(String member) {
        return planted(Optional.of(member), OptionalInt.empty(),
                "it carries %s, which takes the place of a file of Weir's own".formatted(Quoted.quote(member)),
                NOT_YOURS);
    }

    /// @param file in the wheel
    static Finding claimed(String file, Listing.Row row) {
        return planted(Optional.of(file), OptionalInt.of(row.line()),
                "it lists %s, the place of a file of Weir's own".formatted(Quoted.quote(row.path())), NOT_YOURS);
    }

    /// @param file below `site-packages`
    static Finding removed(String file, Listing.Row row) {
        return planted(Optional.of(file), OptionalInt.of(row.line()),
                "to remove it would take away %s, the place of a file of Weir's own"
                        .formatted(Quoted.quote(row.path())),
                "take this line out of the file; where Weir itself is to go, run weir disable");
    }

    private static Finding planted(Optional<String> file, OptionalInt line, String message, String help) {
        return new Finding(PLANTED_FILE, Severity.CRITICAL, file, line, message, Optional.of(help));
    }

    static Finding ownName(String name) {
        return Finding.of(OWN_NAME, Severity.CRITICAL,
                "%s goes under Weir's own name, and Weir itself is on no index".formatted(Quoted.quote(name)))
                .withHelp("where you want just this project, set \"" + OWN_NAME.id()
                        + "\" = \"warn\" in [rules] of the settings");
    }
}
