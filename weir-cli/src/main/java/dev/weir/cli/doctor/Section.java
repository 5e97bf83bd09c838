package dev.weir.cli.doctor;

import java.util.Locale;

/// A part of the table.
enum Section {
    CONTROL("Whether the canary sings where nobody refuses it"),
    WAYS("Ways in"),
    ISOLATION("How pip keeps builds apart"),
    GATES("Gates"),
    LIMITS("What no audit can reach");

    private final String title;

    Section(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /// As a program reads it: `ways`.
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
