package dev.weir.engine.settings;

import java.util.Locale;

/// Where settings come from, in the order in which they count: what one sets, no later one loosens.
public enum Source {
    /// The file of this machine.
    SYSTEM,
    /// The file of this user.
    USER,
    /// The file of the project that the installer works in. It can only add refusals.
    PROJECT,
    /// The environment of the installer.
    ENVIRONMENT;

    /// The word used where settings are shown.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
