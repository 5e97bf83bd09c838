package dev.weir.journal;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where a user's files are, by the [XDG Base Directory Specification](https://specifications.freedesktop.org/basedir-spec/latest/). The shim has the same
/// rule (`spec/wire.md`, Finding the engine): what one of them writes, the other finds.
///
/// @param environment variables; a relative path in one does not count
/// @param account     home folder of the account; anything else where there is none
public record UserFolders(Map<String, String> environment, String account) {

    /// Characters of a home folder that the system property `user.home` does not believe in.
    private static final int TOO_SHORT = 2;

    private static final Path ROOT = Path.of("/");

    public UserFolders {
        environment = Map.copyOf(environment);
    }

    /// Those of the user of this process.
    public static UserFolders of(Map<String, String> environment) {
        return new UserFolders(environment, System.getProperty("user.home"));
    }

    /// The folder of what programs keep: `$XDG_STATE_HOME`, by default `~/.local/state`.
    public Path state() {
        return folder("XDG_STATE_HOME", Path.of(".local", "state"));
    }

    /// The folder of settings: `$XDG_CONFIG_HOME`, by default `~/.config`.
    public Path config() {
        return folder("XDG_CONFIG_HOME", Path.of(".config"));
    }

    private Path folder(String variable, Path below) {
        return absolute(variable).orElseGet(() -> home().resolve(below)).normalize();
    }

    private Path home() {
        return absolute("HOME").orElseGet(this::homeOfAccount);
    }

    private Path homeOfAccount() {
        var home = Path.of(account);
        return home.isAbsolute() && account.length() > TOO_SHORT ? home : ROOT;
    }

    private Optional<Path> absolute(String variable) {
        return Optional.ofNullable(environment.get(variable)).map(Path::of).filter(Path::isAbsolute);
    }
}
