package dev.weir.verification.ways;

import static dev.weir.verification.ways.Birds.TAME;
import static dev.weir.verification.ways.Birds.WILD;

import dev.weir.verification.machine.Machine;
import dev.weir.verification.machine.Result;
import dev.weir.verification.machine.Sandbox;
import dev.weir.verification.machine.Venvs;
import dev.weir.verification.machine.Venvs.Pip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// `weir run` with tools that install in ways of their own. Tox, `python -m build` and pipx have their test in `below`.
@Tag("product")
class FrontEndsSuite {

    private final Sandbox sandbox;
    private final Birds birds;
    private final Path tools;

    FrontEndsSuite() throws IOException {
        var own = Sandbox.open();
        birds = Birds.in(own);
        tools = own.folder().resolve("tools");
        sandbox = own.with("PIP_FIND_LINKS", birds.files().toString())
                .with("HATCH_DATA_DIR", own.folder().resolve("hatch").toString())
                .with("HATCH_CACHE_DIR", own.folder().resolve("hatch-cache").toString())
                .with("VIRTUALENV_NO_PERIODIC_UPDATE", "1")
                .with("PIPENV_VENV_IN_PROJECT", "1").with("PIPENV_NOSPIN", "1");
        Venvs.copy(Pip.of(Machine.python()), tools);
    }

    @AfterEach
    void close() throws IOException {
        sandbox.close();
    }

    @Test
    void coversNox() throws IOException {
        fetch("nox");
        Files.writeString(sandbox.work().resolve("noxfile.py"), """
                import nox

                @nox.session(venv_backend="virtualenv")
                def session(session):
                    session.install(*session.posargs)
                """);

        birds.assertAllowed(run("nox", "--", TAME));
        birds.assertSilent(run("nox", "--", WILD));
    }

    @Test
    void coversTheEnvironmentsOfHatch() throws IOException {
        fetch("hatch");
        Files.writeString(sandbox.work().resolve("pyproject.toml"), """
                [project]
                name = "project"
                version = "1.0"
                [tool.hatch.envs.tame]
                skip-install = true
                dependencies = ["%s"]
                [tool.hatch.envs.wild]
                skip-install = true
                dependencies = ["%s"]
                """.formatted(TAME, WILD));

        birds.assertAllowed(run("hatch", "env", "create", "tame"));
        birds.assertRefused(run("hatch", "env", "create", "wild"));
    }

    /// Its resolver calls functions of a pip of its own, and what it installs is installed by that pip.
    @Test
    void coversPipenv() throws IOException {
        fetch("pipenv");

        birds.assertAllowed(run("pipenv", "install", TAME));
        birds.assertSilent(run("pipenv", "install", WILD));
        birds.assertSilent(run("pipenv", "run", "pip", "install", WILD));
    }

    /// It calls functions of pip, and none of its commands.
    @Test
    void coversPipTools() throws IOException {
        fetch("pip-tools");
        Files.writeString(sandbox.work().resolve("tame.in"), TAME + "\n");
        Files.writeString(sandbox.work().resolve("wild.in"), WILD + "\n");

        run("pip-compile", "tame.in").orFail();
        birds.assertAllowed(run("pip-sync", "tame.txt"));
        birds.assertSilent(run("pip-compile", "wild.in"));
    }

    private void fetch(String tool) throws IOException {
        sandbox.run(tools.resolve("bin/python").toString(), "-m", "pip", "install", "--quiet", tool).orFail();
    }

    private Result run(String tool, String... arguments) throws IOException {
        return new Birds(sandbox, birds.canary(), birds.journal())
                .weirRun(Birds.words(List.of(tools.resolve("bin").resolve(tool).toString()), arguments)
                        .toArray(String[]::new));
    }
}
