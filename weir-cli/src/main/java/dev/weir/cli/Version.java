package dev.weir.cli;

import java.util.Optional;

/// Which Weir this is.
final class Version {

    private Version() {}

    static String text() {
        return "weir " + number();
    }

    static String number() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion()).orElse("(not packaged)");
    }
}
