package dev.weir.journal;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where Weir keeps its state: `$XDG_STATE_HOME/weir`, by default `~/.local/state/weir`
/// ([XDG Base Directory Specification](https://specifications.freedesktop.org/basedir-spec/latest/)).
///
/// @param root absolute; perhaps not there yet
public record StateFolder(Path root) {

    /// The folder that these environment variables name. As the specification asks, a relative `XDG_STATE_HOME` does not count.
    public static StateFolder of(Map<String, String> environment) {
        return new StateFolder(base(environment).resolve("weir"));
    }

    private static Path base(Map<String, String> environment) {
        return absolute(environment, "XDG_STATE_HOME").orElseGet(() -> home(environment).resolve(".local", "state"));
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

    /// The journal's folder.
    public Path journal() {
        return root.resolve("journal");
    }

    /// The folder of running engines: rendezvous files, locks, sockets, logs.
    public Path run() {
        return root.resolve("run");
    }
}
