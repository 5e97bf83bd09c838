package dev.weir.engine;

import dev.weir.engine.settings.SettingsPlaces;
import dev.weir.journal.StateFolder;
import dev.weir.packaging.tree.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Where the engine of one user and transport is found, and what it is there for (`spec/wire.md`).
///
/// @param state     where it keeps everything
/// @param settings  the files of settings; whether they exist does not matter
/// @param build     id of the build
/// @param runtime   the user's folder for sockets, where there is one
public record Places(StateFolder state, SettingsPlaces settings, String build, Transport transport,
        Optional<Path> runtime) {

    private static final int DIGITS = 12;

    /// Those that environment variables name.
    ///
    /// @param settings the files of settings
    /// @throws IllegalArgumentException where `WEIR_TRANSPORT` makes no sense
    public static Places of(Map<String, String> environment, SettingsPlaces settings, String build) {
        return new Places(
                StateFolder.of(environment),
                settings,
                build,
                Transport.of(Optional.ofNullable(environment.get("WEIR_TRANSPORT"))),
                Optional.ofNullable(environment.get("XDG_RUNTIME_DIR")).map(Path::of).filter(Path::isAbsolute));
    }

    /// The files of settings that count, whether or not they exist.
    public List<Path> settingsFiles() {
        return List.of(settings.system(), settings.user());
    }

    /// What tells the settings at these places from those at others.
    public String settingsId() {
        var paths = String.join("\n", settingsFiles().stream().map(Path::toString).toList());
        return Sha256.of(paths.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /// The file by which shims find the engine.
    public Path rendezvous() {
        return rendezvous(state.run(), transport);
    }

    /// That of the engine of a transport in such a folder.
    static Path rendezvous(Path run, Transport transport) {
        return run.resolve("engine" + suffix(transport) + ".json");
    }

    /// The file of what the engine of a transport has said.
    public static Path log(StateFolder state, Transport transport) {
        return state.run().resolve("engine" + suffix(transport) + ".log");
    }

    /// The file whose lock is held by who starts an engine.
    public Path startLock() {
        return state.run().resolve("start" + suffix(transport) + ".lock");
    }

    private static String suffix(Transport transport) {
        return switch (transport) {
            case UNIX -> "";
            case LOOPBACK -> "-loopback";
        };
    }

    /// What tells the sockets of this state folder from those of others.
    String id() {
        return Sha256.of(state.root().toString().getBytes(StandardCharsets.UTF_8)).hex().substring(0, DIGITS);
    }

    /// Where a socket may lie, the best first. The user's own folders only: one that another user's login has left in the environment is none.
    List<Path> socketFolders() throws IOException {
        var own = runtime.isPresent() && OwnFolder.is(runtime.get());
        return Stream.concat(own ? runtime.map(folder -> folder.resolve("weir")).stream() : Stream.of(),
                Stream.of(state.run())).toList();
    }
}
