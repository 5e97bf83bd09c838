package dev.weir.engine;

import dev.weir.engine.settings.SettingsPlaces;
import dev.weir.journal.StateFolder;
import dev.weir.packaging.tree.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Where an engine of one build, settings file and transport is found (`spec/wire.md`).
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
                Optional.ofNullable(environment.get("XDG_RUNTIME_DIR"))
                        .filter(value -> !value.isEmpty())
                        .map(Path::of)
                        .filter(Path::isAbsolute)
                        .filter(Files::isDirectory));
    }

    /// What tells such engines apart.
    public String id() {
        var identity = build + "\n" + settings.user() + "\n" + transport.word();
        return Sha256.of(identity.getBytes(StandardCharsets.UTF_8)).hex().substring(0, DIGITS);
    }

    /// The file by which shims find the engine.
    public Path rendezvous() {
        return run("json");
    }

    /// The file that a running engine holds a lock on.
    Path life() {
        return run("lock");
    }

    private Path run(String suffix) {
        return state.run().resolve("engine-" + id() + "." + suffix);
    }

    /// Where a socket may lie, the best first.
    List<Path> socketFolders() {
        return Stream.concat(runtime.map(folder -> folder.resolve("weir")).stream(), Stream.of(state.run())).toList();
    }
}
