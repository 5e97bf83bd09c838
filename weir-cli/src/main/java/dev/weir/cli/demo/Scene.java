package dev.weir.cli.demo;

import dev.weir.cli.throwaway.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// What lies where in a demo.
///
/// @param place all of it is in here
record Scene(Place place) {

    static Scene create(Map<String, String> user) throws IOException {
        return new Scene(Place.create("weir-demo-", user));
    }

    Path venv() {
        return place.folder().resolve("venv");
    }

    Path python() {
        return venv().resolve("bin").resolve("python");
    }

    Path packages() {
        return place.folder().resolve("packages");
    }

    /// What the hostile package would make.
    Path marker() {
        return place.folder().resolve("marker");
    }

    /// Writes the settings that make a program a hook.
    void useHook(Path program) throws IOException {
        place.settings("""
                # Made by `weir demo`.
                [hooks.decoded-code]
                program = ["%s"]
                gates = ["pip.install"]

                [engine]
                idle-timeout = 30
                """.formatted(Place.tomlEscaped(program)));
    }

    /// The environment of all that a demo runs.
    Map<String, String> environment(Map<String, String> user) {
        var environment = new HashMap<>(place.environment(user));
        environment.put("WEIR_SAMPLE_MARKER", marker().toString());
        return environment;
    }
}
