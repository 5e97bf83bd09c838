package dev.weir.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The folder that all of a demo happens in.
///
/// @param folder its top
record Place(Path folder) {

    private static final List<String> OTHERS_SETTINGS =
            List.of("PIP_", "PYTHON", "VIRTUAL_ENV", "CONDA", "WEIR_TRANSPORT");

    static Place create() throws IOException {
        var place = new Place(Files.createTempDirectory("weir-demo-").toRealPath());
        for (var folder : List.of(place.state(), place.config(), place.cache(), place.work())) {
            Files.createDirectories(folder);
        }
        return place;
    }

    Path venv() {
        return folder.resolve("venv");
    }

    Path python() {
        return venv().resolve("bin").resolve("python");
    }

    Path packages() {
        return folder.resolve("packages");
    }

    /// What the hostile package would make.
    Path marker() {
        return folder.resolve("marker");
    }

    Path state() {
        return folder.resolve("state");
    }

    Path journal() {
        return state().resolve("weir").resolve("journal");
    }

    Path work() {
        return folder.resolve("work");
    }

    /// Writes the settings that make a program a hook.
    void useHook(Path program) throws IOException {
        var settings = config().resolve("weir").resolve("weir.toml");
        Files.createDirectories(settings.getParent());
        Files.writeString(settings, """
                # Made by `weir demo`.
                [hooks.decoded-code]
                program = ["%s"]
                gates = ["pip.install"]

                [engine]
                idle-timeout = 30
                """.formatted(tomlEscaped(program)));
    }

    /// The environment of all that a demo runs: that of the user without settings of pip, Python and another demo.
    Map<String, String> environment(Map<String, String> user) {
        var environment = new HashMap<>(user);
        environment.keySet().removeIf(name -> OTHERS_SETTINGS.stream().anyMatch(name::startsWith));
        environment.put("XDG_STATE_HOME", state().toString());
        environment.put("XDG_CONFIG_HOME", config().toString());
        environment.put("XDG_CACHE_HOME", cache().toString());
        environment.put("PIP_CONFIG_FILE", "/dev/null");
        environment.put("PIP_DISABLE_PIP_VERSION_CHECK", "1");
        environment.put("WEIR_SAMPLE_MARKER", marker().toString());
        return environment;
    }

    private Path config() {
        return folder.resolve("config");
    }

    private Path cache() {
        return folder.resolve("cache");
    }

    private static String tomlEscaped(Path path) {
        return path.toString().replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
