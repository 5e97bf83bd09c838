package dev.weir.cli.environment;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the Python that a user means.
public final class Interpreter {

    private static final List<String> IN_AN_ENVIRONMENT = List.of("bin/python", "bin/python3", "Scripts/python.exe",
            "python.exe");

    private Interpreter() {}

    /// The one that `weir pip` would take: that of `VIRTUAL_ENV`, of `CONDA_PREFIX`, or the first `python3`, else the first `python`, on `PATH`.
    public static Optional<Path> find(Map<String, String> environment) {
        return Stream.of("VIRTUAL_ENV", "CONDA_PREFIX")
                .flatMap(name -> Optional.ofNullable(environment.get(name)).stream())
                .filter(prefix -> !prefix.isEmpty())
                .findFirst()
                .map(prefix -> Path.of(prefix, "bin", "python"))
                .or(() -> onPath("python3", environment))
                .or(() -> onPath("python", environment));
    }

    /// That of an environment's folder, or the one at this very path.
    static Optional<Path> at(Path place) {
        return Files.isDirectory(place)
                ? IN_AN_ENVIRONMENT.stream().map(place::resolve).filter(Files::isExecutable).findFirst()
                : Optional.of(place).filter(Files::isExecutable);
    }

    private static Optional<Path> onPath(String name, Map<String, String> environment) {
        return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
