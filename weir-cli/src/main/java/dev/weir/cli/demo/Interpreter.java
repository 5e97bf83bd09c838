package dev.weir.cli.demo;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The Python that `weir pip` would take.
final class Interpreter {

    private Interpreter() {}

    /// That of `VIRTUAL_ENV`, of `CONDA_PREFIX`, or the first `python3`, else the first `python`, on `PATH`.
    static Optional<Path> find(Map<String, String> environment) {
        return Stream.of("VIRTUAL_ENV", "CONDA_PREFIX")
                .flatMap(name -> Optional.ofNullable(environment.get(name)).stream())
                .filter(prefix -> !prefix.isEmpty())
                .findFirst()
                .map(prefix -> Path.of(prefix, "bin", "python"))
                .or(() -> onPath("python3", environment))
                .or(() -> onPath("python", environment));
    }

    private static Optional<Path> onPath(String name, Map<String, String> environment) {
        return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
