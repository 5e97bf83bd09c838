package dev.weir.verification.machine;

import dev.weir.verification.machine.Sandbox.Running;
import dev.weir.verification.machine.Venvs.Pip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// `weir pip` for a virtual environment of a test's own.
///
/// @param sandbox     where it runs
/// @param environment the environment
public record AuditedPip(Sandbox sandbox, Path environment) {

    /// With a new environment, named `venv`, that has the newest pip of this machine.
    public static AuditedPip in(Sandbox sandbox) throws IOException {
        return in(sandbox, "venv");
    }

    /// With a new environment of another name.
    public static AuditedPip in(Sandbox sandbox, String name) throws IOException {
        return in(sandbox, name, Pip.of(Machine.python()));
    }

    /// With a new environment that has some pip.
    public static AuditedPip in(Sandbox sandbox, String name, Pip pip) throws IOException {
        var environment = sandbox.folder().resolve(name);
        Venvs.copy(pip, environment);
        return new AuditedPip(sandbox, environment);
    }

    /// The same with a variable more.
    public AuditedPip with(String name, String value) {
        return new AuditedPip(sandbox.with(name, value), environment);
    }

    /// The Python of the environment.
    public String python() {
        return environment.resolve("bin").resolve("python").toString();
    }

    /// Runs a pip command under Weir.
    public Result run(String... arguments) throws IOException {
        return Sandbox.finish(start(arguments));
    }

    /// Starts a pip command under Weir.
    public Running start(String... arguments) throws IOException {
        return start(List.of(Machine.weir().toString(), "--python", python(), "pip"), arguments);
    }

    /// Runs a pip command without Weir.
    public Result runBare(String... arguments) throws IOException {
        return Sandbox.finish(startBare(arguments));
    }

    /// Starts a pip command without Weir.
    public Running startBare(String... arguments) throws IOException {
        return start(List.of(python(), "-m", "pip"), arguments);
    }

    /// Every file of the environment with its size and time, so that what was written shows, and every temporary file.
    public List<String> traces() throws IOException {
        try (var installed = Files.walk(environment); var temporary = Files.walk(sandbox.tmp())) {
            return Stream.concat(installed, temporary).map(AuditedPip::describe).sorted().toList();
        }
    }

    private Running start(List<String> program, String... arguments) throws IOException {
        return sandbox.start(Stream.concat(program.stream(), Stream.of(arguments)).toArray(String[]::new));
    }

    private static String describe(Path path) {
        var file = path.toFile();
        return file.isDirectory() ? path + "/" : path + " " + file.length() + " " + file.lastModified();
    }
}
