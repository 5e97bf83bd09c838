package dev.weir.cli;

import dev.weir.engine.settings.EffectiveSettings;
import dev.weir.engine.settings.SettingsPlaces;
import dev.weir.wire.Switches;
import java.nio.file.Path;
import java.util.Map;

/// The settings that would hold for an installer started where this command was, in its environment.
final class SettingsHere {

    private SettingsHere() {}

    /// @throws dev.weir.engine.settings.SettingsException where they cannot be used
    static EffectiveSettings read(Map<String, String> environment) {
        return EffectiveSettings.read(SettingsPlaces.of(environment), folder().toString(), Switches.in(environment));
    }

    static Path folder() {
        return Path.of("").toAbsolutePath();
    }
}
