package dev.weir.hooks.names;

import dev.weir.packaging.name.ProjectSelector;
import dev.weir.packaging.version.Specifier;
import dev.weir.packaging.version.SpecifierSet;
import dev.weir.packaging.version.Version;
import java.util.function.BiPredicate;

/// Whether an entry of a list is about something.
enum Match {
    YES,
    NO,
    /// That depends on the version, which is not known.
    UNKNOWN;

    /// Whether an allow list's entry admits it, exactly as PEP 440 says.
    static Match admits(ProjectSelector entry, Identity identity) {
        return match(entry, identity, SpecifierSet::contains);
    }

    /// Whether a deny list's entry is about it. PEP 440 keeps `2.0a1` out of `<2`, and `1.0.post1` and `1.0+x` out of `>1.0`, though they are
    /// less and greater; what is to be refused must not slip out that way.
    static Match denies(ProjectSelector entry, Identity identity) {
        return match(entry, identity, (versions, version) -> versions.specifiers().stream()
                .allMatch(specifier -> specifier.contains(version) || isBeyond(specifier, version)));
    }

    private static Match match(
            ProjectSelector entry, Identity identity, BiPredicate<SpecifierSet, Version> contains) {
        if (!entry.name().equals(identity.name())) {
            return NO;
        }
        if (entry.selectsEveryVersion()) {
            return YES;
        }
        return identity.version().map(version -> contains.test(entry.versions(), version) ? YES : NO).orElse(UNKNOWN);
    }

    private static boolean isBeyond(Specifier specifier, Version version) {
        return switch (specifier.operator()) {
            case LESS -> version.compareTo(Version.parse(specifier.operand())) < 0;
            case GREATER -> version.compareTo(Version.parse(specifier.operand())) > 0;
            case COMPATIBLE, EQUAL, NOT_EQUAL, AT_MOST, AT_LEAST, ARBITRARY -> false;
        };
    }
}
