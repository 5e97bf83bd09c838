package dev.weir.cli.doctor;

import java.util.Locale;

/// How one line of the table came out.
enum State {
    /// The canary was refused, and nothing of it ran or was left.
    COVERED("covered", true),
    /// It had to sing, and did: so the silence of the others means something.
    SINGS("sings", true),
    /// This machine does not have what was to be tried.
    NOT_HERE("not here", true),
    /// Known, documented, and nothing that Weir could do about it.
    LIMIT("cannot be covered", true),
    /// It got through.
    OPEN("NOT COVERED", false),
    /// It did not get through, but for another reason than a verdict.
    NOT_JUDGED("NOT JUDGED", false),
    /// It had to sing, and did not: nothing can be said.
    SILENT("SILENT", false);

    private final String words;
    private final boolean isWell;

    State(String words, boolean isWell) {
        this.words = words;
        this.isWell = isWell;
    }

    /// As the user reads it.
    String words() {
        return words;
    }

    /// As a program reads it: `not-here`.
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether it may stay so.
    boolean isWell() {
        return isWell;
    }
}
