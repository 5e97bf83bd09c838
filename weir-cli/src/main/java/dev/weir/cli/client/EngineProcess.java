package dev.weir.cli.client;

import dev.weir.engine.Places;
import dev.weir.engine.bits.PrivateFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Starts an engine that outlives this process.
///
/// @param launcher the script `weir`
/// @param places   where the engine will be; its folders are there
record EngineProcess(Path launcher, Places places, Map<String, String> environment) {

    /// An engine belongs to no run.
    private static final List<String> OF_A_RUN =
            List.of("WEIR_ENGINE", "WEIR_RUN", "WEIR_RUN_KEY", "WEIR_PARENT", "WEIR_BUILD_REQUIREMENT", "WEIR_BELOW");

    private static final String PYTHON_PATH = "PYTHONPATH";

    /// @throws IOException where nothing names a launcher, or there is no room for an engine
    static EngineProcess of(Places places, Map<String, String> environment) throws IOException {
        var launcher = Optional.ofNullable(environment.get("WEIR_LAUNCHER")).filter(value -> !value.isEmpty());
        if (launcher.isEmpty()) {
            throw new IOException("no engine is running, and WEIR_LAUNCHER names no launcher");
        }
        PrivateFolder.require(places.state().run());
        return new EngineProcess(Path.of(launcher.get()), places, environment);
    }

    /// What the engine says.
    Path log() {
        return Places.log(places.state(), places.transport());
    }

    Process start() throws IOException {
        var builder = new ProcessBuilder(command()).directory(places.state().run().toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().keySet().removeAll(OF_A_RUN);
        withoutShim(builder.environment());
        var engine = builder.start();
        engine.getOutputStream().close();
        return engine;
    }

    /// In a session of its own where the platform has the program for it: the keyboard that ends this process is not to end the engine.
    private List<String> command() {
        var setsid = Stream.of("/usr/bin/setsid", "/bin/setsid").filter(path -> Files.isExecutable(Path.of(path)));
        return Stream.concat(setsid.limit(1), Stream.of(launcher.toString(), "engine", "serve")).toList();
    }

    /// No Python that the engine starts is to load the shim.
    private static void withoutShim(Map<String, String> environment) {
        var folders = Arrays.stream(environment.getOrDefault(PYTHON_PATH, "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty() && !Path.of(folder).endsWith(Path.of("weir_shim", "site")))
                .collect(Collectors.joining(File.pathSeparator));
        environment.remove(PYTHON_PATH);
        if (!folders.isEmpty()) {
            environment.put(PYTHON_PATH, folders);
        }
    }
}
