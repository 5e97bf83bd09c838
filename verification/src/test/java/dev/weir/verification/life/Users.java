package dev.weir.verification.life;

import dev.weir.testkit.python.Python;
import dev.weir.verification.machine.Installation;
import dev.weir.verification.machine.Machine;
import dev.weir.verification.machine.Result;
import dev.weir.verification.machine.Sandbox;
import dev.weir.verification.machine.Venvs;
import dev.weir.verification.machine.Venvs.Pip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Lets pip run as another user, which only root can.
///
/// @param sandbox everything lies below it; others can read it
/// @param weir    a copy that others can read
/// @param python  of an environment that others can read
record Users(Sandbox sandbox, Installation weir, Path python) {

    /// A number that no account has.
    static final int NOBODY_KNOWS = 54321;

    static Users in(Sandbox sandbox) throws IOException {
        var weir = Installation.in(sandbox.folder().resolve("weir"));
        var python = Venvs.copy(Pip.of(readablePython()), sandbox.folder().resolve("shared"));
        bringPip(sandbox.folder().resolve("shared"));
        sandbox.run("chmod", "-R", "go=u-w", sandbox.folder().toString()).orFail();
        return new Users(sandbox, weir, python);
    }

    /// One that others can run: not one in root's home folder.
    private static Python readablePython() throws IOException {
        for (var python : Machine.pythons().reversed()) {
            // setpriv itself still starts what only root can read.
            var command = as(NOBODY_KNOWS, List.of("/bin/sh", "-c", "\"$0\" -c ''", python.path().toString()));
            if (command.start().onExit().join().exitValue() == 0) {
                return python;
            }
        }
        throw new IOException("no Python that others can run");
    }

    /// Puts the pip of an environment into it: it lies where only its maker can read.
    private static void bringPip(Path environment) throws IOException {
        var link = Venvs.site(environment).resolve("pip.pth");
        var pip = Files.readString(link).strip();
        new ProcessBuilder("cp", "-r", pip, environment.resolve("pip").toString()).start().onExit().join();
        Files.writeString(link, environment.resolve("pip") + "\n");
    }

    private static ProcessBuilder as(int uid, List<String> command) {
        var all = new ArrayList<>(List.of("setpriv", "--reuid", Integer.toString(uid), "--clear-groups"));
        all.addAll(command);
        return new ProcessBuilder(all);
    }

    /// A folder of that user's own.
    Path folder(int uid, String name) throws IOException {
        var folder = Files.createDirectory(sandbox.folder().resolve(name));
        sandbox.run("chown", Integer.toString(uid), folder.toString()).orFail();
        return folder;
    }

    /// Runs a pip command that asks, as that user, with these variables on top and without those of the sandbox that name places.
    Result ask(int uid, Map<String, String> variables) throws IOException {
        var command = new ArrayList<>(List.of("env"));
        for (var unset : List.of("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")) {
            command.addAll(List.of("-u", unset));
        }
        command.add("TMPDIR=/tmp");
        variables.forEach((name, value) -> command.add(name + "=" + value));
        command.addAll(as(uid, List.of(weir.folder().resolve("weir").toString(), "--python", python.toString(), "pip",
                "uninstall", "--yes", "absent")).command());
        return sandbox.run(command);
    }
}
