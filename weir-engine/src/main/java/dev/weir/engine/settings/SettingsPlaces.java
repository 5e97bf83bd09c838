package dev.weir.engine.settings;

import dev.weir.journal.UserFolders;
import java.nio.file.Path;
import java.util.Map;

/// Where the files of settings are. Each is absolute, and perhaps not there.
///
/// @param system the file of this machine
/// @param user   the file of this user
public record SettingsPlaces(Path system, Path user) {

    /// No variable names another one: who starts an installer cannot leave it out.
    private static final Path SYSTEM = Path.of("/etc/weir/weir.toml");

    /// The user's file is `weir/weir.toml` in [UserFolders#config()].
    public static SettingsPlaces of(Map<String, String> environment) {
        return new SettingsPlaces(SYSTEM, UserFolders.of(environment).config().resolve("weir", "weir.toml"));
    }
}
