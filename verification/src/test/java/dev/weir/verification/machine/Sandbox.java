package dev.weir.verification.machine;

import dev.weir.testkit.python.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Folders and an environment of a test's own: nothing of the user's settings for Python, pip and Weir is left in it but the certificates that a network
/// may need.
///
/// @param folder everything lies below it
/// @param more   variables on top
public record Sandbox(Path folder, Map<String, String> more) implements AutoCloseable {

    private static final List<String> SCRUBBED =
            List.of("PYTHON", "PIP_", "VIRTUAL_ENV", "CONDA", "WEIR_", "XDG_", "GIT_");
    private static final int PATIENCE = 300;

    public Sandbox {
        more = Map.copyOf(more);
    }

    /// A sandbox in a new folder, gone when it is closed.
    public static Sandbox open() throws IOException {
        var folder = Files.createTempDirectory("weir").toRealPath();
        for (var name : List.of("state", "config", "cache", "tmp", "work")) {
            Files.createDirectories(folder.resolve(name));
        }
        return new Sandbox(folder, Map.of());
    }

    /// The same with a variable more.
    public Sandbox with(String name, String value) {
        var all = new HashMap<>(more);
        all.put(name, value);
        return new Sandbox(folder, all);
    }

    /// Where programs are started.
    public Path work() {
        return folder.resolve("work");
    }

    /// Where programs keep what is temporary: pip's build area.
    public Path tmp() {
        return folder.resolve("tmp");
    }

    /// Where pip keeps what it may need again.
    public Path cache() {
        return folder.resolve("cache").resolve("pip");
    }

    /// Where Weir keeps its journal.
    public Path state() {
        return Path.of(environment().getOrDefault("XDG_STATE_HOME", "")).resolve("weir");
    }

    /// Writes Weir's settings.
    public Sandbox settings(String toml) throws IOException {
        var file = Path.of(environment().getOrDefault("XDG_CONFIG_HOME", "")).resolve("weir").resolve("weir.toml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, toml);
        return this;
    }

    /// Runs a program to its end.
    public Result run(String... command) throws IOException {
        return finish(start(command));
    }

    /// Runs a program to its end.
    public Result run(List<String> command) throws IOException {
        return finish(start(command.toArray(String[]::new)));
    }

    /// Starts a program.
    public Running start(String... command) throws IOException {
        var out = Files.createTempFile(folder, "out", ".txt");
        var err = Files.createTempFile(folder, "err", ".txt");
        var builder = new ProcessBuilder(command).directory(work().toFile()).redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment());
        var process = builder.start();
        process.getOutputStream().close();
        return new Running(List.of(command), process, out, err);
    }

    /// Waits for the end of a program.
    public static Result finish(Running running) throws IOException {
        return running.await(PATIENCE, TimeUnit.SECONDS);
    }

    /// The whole environment of its programs.
    public Map<String, String> environment() {
        var environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(Sandbox::isScrubbed);
        certificates().ifPresent(file -> environment.put("PIP_CERT", file));
        environment.put("XDG_STATE_HOME", folder.resolve("state").toString());
        environment.put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        environment.put("XDG_DATA_HOME", folder.resolve("data").toString());
        environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        environment.put("TMPDIR", tmp().toString());
        environment.put("PIP_CONFIG_FILE", "/dev/null");
        environment.put("PIP_DISABLE_PIP_VERSION_CHECK", "1");
        environment.put("PIP_NO_INPUT", "1");
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        environment.putAll(more);
        return environment;
    }

    /// Ends the engines that it started and removes its folder.
    @Override
    public void close() throws IOException {
        Engines.in(folder.resolve("state").resolve("weir")).forEach(ProcessHandle::destroyForcibly);
        Tool.run("rm", "-rf", folder.toString());
    }

    /// Whether a variable may be a setting of the user's for Python, pip or Weir.
    public static boolean isScrubbed(String name) {
        return SCRUBBED.stream().anyMatch(name::startsWith);
    }

    private static Optional<String> certificates() {
        return Optional.ofNullable(System.getenv("PIP_CERT"));
    }

    /// A program that runs.
    ///
    /// @param command what was started
    /// @param process its process
    /// @param out     where its standard output goes
    /// @param err     where its standard error goes
    public record Running(List<String> command, Process process, Path out, Path err) {

        public Running {
            command = List.copyOf(command);
        }

        Result await(long time, TimeUnit unit) throws IOException {
            try {
                if (!process.waitFor(time, unit)) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly().waitFor();
                    throw new AssertionError("still running after " + time + " " + unit + ": " + result(-1));
                }
                return result(process.exitValue());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }

        private Result result(int exit) throws IOException {
            return new Result(new ArrayList<>(command), exit, Files.readString(out), Files.readString(err));
        }
    }
}
