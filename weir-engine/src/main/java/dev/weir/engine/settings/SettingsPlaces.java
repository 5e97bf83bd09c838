package dev.weir.engine.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where the files of settings are. Each is absolute, and perhaps not there.
///
/// @param system the file of this machine
/// @param user   the file of this user
public record SettingsPlaces(Path system, Path user) {

    /// No variable names another one: who starts an installer cannot leave it out.
    private static final Path SYSTEM = Path.of("/etc/weir/weir.toml");

    /// The user's file is `$XDG_CONFIG_HOME/weir/weir.toml`, by default `~/.config/weir/weir.toml`. As the
    /// [XDG Base Directory Specification](https://specifications.freedesktop.org/basedir-spec/latest/) asks, a relative `XDG_CONFIG_HOME` does not count.
    public static SettingsPlaces of(Map<String, String> environment) {
        var user = absolute(environment, "XDG_CONFIG_HOME")
                .orElseGet(() -> home(environment).resolve(".config"))
                .resolve("weir", "weir.toml")
                .normalize();
        return new SettingsPlaces(SYSTEM, user);
    }

    private static Path home(Map<String, String> environment) {
        return absolute(environment, "HOME").orElseGet(() -> Path.of(System.getProperty("user.home")).toAbsolutePath());
    }

    private static Optional<Path> absolute(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isEmpty())
                .map(Path::of)
                .filter(Path::isAbsolute);
    }
}
