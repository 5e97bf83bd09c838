package dev.weir.benchmarks.place;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Folders and an environment of a benchmark's own. Nothing of the user's settings for Python, pip and Weir is left in it but the certificates and the index
/// that fetching may need.
///
/// @param folder everything lies below it
public record Workshop(Path folder) implements AutoCloseable {

    private static final List<String> SCRUBBED =
            List.of("PYTHON", "VIRTUAL_ENV", "CONDA", "WEIR_", "XDG_", "JAVA_TOOL_OPTIONS");

    /// One in a new folder, gone when it is closed.
    public static Workshop open() throws IOException {
        var folder = Files.createTempDirectory("weir-benchmarks").toRealPath();
        Files.createDirectory(folder.resolve("tmp"));
        return new Workshop(folder);
    }

    /// The home of the build that is measured.
    public static Path home() {
        return checkout().resolve("weir-cli").resolve("target").resolve("home");
    }

    /// The top folder of the checkout; benchmarks are started in their module's.
    public static Path checkout() {
        return Path.of("..").toAbsolutePath().normalize();
    }

    /// A script of the benchmarks.
    public static String script(String name) {
        return checkout().resolve("benchmarks").resolve(name).toString();
    }

    /// The engine that belongs to a folder of state.
    ///
    /// @param state name of the folder
    public EngineOf engine(String state) {
        return new EngineOf(folder.resolve(state));
    }

    /// The environment of programs that use this engine.
    public Map<String, String> environment(EngineOf engine) {
        var environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(name -> SCRUBBED.stream().anyMatch(name::startsWith));
        environment.put("XDG_STATE_HOME", engine.state().toString());
        environment.put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        environment.put("XDG_DATA_HOME", folder.resolve("data").toString());
        environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        environment.put("TMPDIR", folder.resolve("tmp").toString());
        environment.put("PIP_DISABLE_PIP_VERSION_CHECK", "1");
        environment.put("PIP_NO_INPUT", "1");
        environment.put("WEIR_LAUNCHER", home().resolve("bin").resolve("weir").toString());
        return environment;
    }

    /// Runs a program to its end.
    ///
    /// @return what it printed
    /// @throws IOException where it fails; the message has what it said
    public String run(EngineOf engine, List<String> command) throws IOException {
        var said = Files.createTempFile(folder, "said", ".txt");
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectError(said.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment(engine));
        var process = builder.start();
        process.getOutputStream().close();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (Waiting.exitCode(process) != 0) {
            throw new IOException("%s failed: %s%s".formatted(command, printed, Files.readString(said)));
        }
        Files.delete(said);
        return printed;
    }

    /// Removes it. Its engines have to have ended.
    @Override
    public void close() throws IOException {
        Waiting.exitCode(new ProcessBuilder("rm", "-rf", folder.toString()).inheritIO().start());
    }
}
