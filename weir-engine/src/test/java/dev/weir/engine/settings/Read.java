package dev.weir.engine.settings;

import dev.weir.wire.Switches;
import java.nio.file.Path;

/// Reads settings as an engine does.
final class Read {

    private static final String NO_FOLDER = "";

    private Read() {}

    /// Where there is no file but that of the user.
    static Settings user(Path file) {
        var places = new SettingsPlaces(file.resolveSibling("no-system.toml"), file);
        return EffectiveSettings.read(places, NO_FOLDER, Switches.NONE).settings();
    }
}
