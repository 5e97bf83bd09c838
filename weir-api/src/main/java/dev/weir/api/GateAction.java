package dev.weir.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The action in an event's name: `<installer>.<action>`. `spec/events.md` says when each is raised and what refusing it means.
public enum GateAction {
    INVOKED,
    CANDIDATES,
    DOWNLOAD,
    UNPACK,
    INSTALL,
    BUILD,
    BUILT,
    WRITE,
    UNINSTALL;

    /// The word used in the event's name.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The action that a word names.
    public static Optional<GateAction> of(String word) {
        return Arrays.stream(values()).filter(action -> action.word().equals(word)).findFirst();
    }
}
