package dev.weir.verification.machine;

import dev.weir.cli.home.BuildId;
import dev.weir.cli.home.HomeLayout;
import dev.weir.verification.machine.Sandbox.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// A copy of the program `weir` with its home, for a test to change.
///
/// @param folder of the script
public record Installation(Path folder) {

    /// A new one, of the build that is tested.
    public static Installation in(Path folder) throws IOException {
        var home = folder.resolve("weir-cli").resolve("target").resolve("home");
        Files.createDirectories(home.resolveSibling(""));
        new ProcessBuilder("cp", "-a", Machine.checkout().resolve("weir-cli/target/home").toString(), home.toString())
                .inheritIO().start().onExit().join();
        Files.copy(Machine.weir(), folder.resolve("weir"));
        return new Installation(folder);
    }

    /// A new one of another build: a letter in it is different.
    public static Installation ofAnotherBuild(Path folder) throws IOException {
        var installation = in(folder);
        var home = installation.home();
        var module = home.resolve("python/weir_shim/errors.py");
        Files.writeString(module, Files.readString(module).replaceFirst("Why", "why")); // As long as before.
        Files.writeString(home.resolve(HomeLayout.BUILD_ID), BuildId.of(home).text() + "\n");
        return installation;
    }

    /// What this one runs from.
    public Path home() {
        return folder.resolve("weir-cli").resolve("target").resolve("home");
    }

    /// The id of its build.
    public String build() throws IOException {
        return Files.readString(home().resolve(HomeLayout.BUILD_ID)).strip();
    }

    /// Lets the script do something first whenever it starts an engine.
    public Installation atEveryStart(String shell) throws IOException {
        var script = home().resolve("bin").resolve("weir");
        var text = Files.readString(script);
        var first = text.indexOf('\n') + 1;
        Files.writeString(script, text.substring(0, first)
                + "if [ \"${1-}${2-}\" = engineserve ]; then\n" + shell + "\nfi\n" + text.substring(first));
        var contents = home().resolve("contents");
        Files.writeString(contents, Files.readString(contents)
                .replaceFirst("(?m)^\\d+ bin/weir$", Files.size(script) + " bin/weir"));
        return this;
    }

    /// Runs a command of Weir.
    public Result run(Sandbox sandbox, String... arguments) throws IOException {
        return Sandbox.finish(start(sandbox, arguments));
    }

    /// Starts a command of Weir.
    public Running start(Sandbox sandbox, String... arguments) throws IOException {
        return sandbox.start(Stream.concat(Stream.of(folder.resolve("weir").toString()), Stream.of(arguments))
                .toArray(String[]::new));
    }

    /// Runs a pip command.
    public Result pip(AuditedPip pip, String... arguments) throws IOException {
        return Sandbox.finish(startPip(pip, arguments));
    }

    /// Starts a pip command.
    public Running startPip(AuditedPip pip, String... arguments) throws IOException {
        return start(pip.sandbox(), Stream.concat(Stream.of("--python", pip.python(), "pip"), Stream.of(arguments))
                .toArray(String[]::new));
    }
}
