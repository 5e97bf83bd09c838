package dev.weir.cli.rehearsal;

import dev.weir.engine.Places;
import dev.weir.engine.settings.SettingsPlaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A private folder that is all the world to an engine: no settings of this machine or its user count there, and no journal is touched.
///
/// @param folder absolute
public record Stage(Path folder) {

    private static final String SETTINGS = """
            [names]
            deny = ["rehearsed-and-refused"]
            """;

    /// Puts the settings into the folder.
    static Stage set(Path folder) throws IOException {
        Files.writeString(userSettings(folder), SETTINGS);
        return new Stage(folder);
    }

    /// Where an engine of a build is found here.
    public Places places(String build) {
        var settings = new SettingsPlaces(folder.resolve("no-system-file.toml"), userSettings(folder));
        var state = folder.resolve("state").toString();
        return Places.of(Map.of("HOME", folder.toString(), "XDG_STATE_HOME", state), settings, build);
    }

    private static Path userSettings(Path folder) {
        return folder.resolve("weir.toml");
    }
}
