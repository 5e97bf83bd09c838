package dev.weir.verification.below;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testkit.packages.Wheel;
import dev.weir.verification.machine.JournalTail;
import dev.weir.verification.machine.JournalTail.Entry;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// `weir run` with a shell, and with tools that install in ways of their own.
@Execution(ExecutionMode.CONCURRENT)
class RunTest {

    private static final int REFUSED = 10;
    private static final int COULD_NOT_DECIDE = 11;

    private final Sandbox sandbox;
    private final Path files;
    private final Path environment;
    private final JournalTail journal;

    RunTest() throws IOException {
        sandbox = Sandbox.open();
        files = sandbox.folder().resolve("files");
        environment = sandbox.folder().resolve("venv");
        journal = JournalTail.from(sandbox.state().resolve("journal"));
        Wheel.of("ouralpha", "1.0").file("ouralpha/__init__.py", "").writeTo(files);
        Wheel.of("ourbeta", "1.0").file("ourbeta/__init__.py", "").writeTo(files);
        Venvs.copy(Pip.of(Machine.python()), environment);
    }

    @AfterEach
    void close() throws IOException {
        sandbox.close();
    }

    @Test
    void returnsTheExitCodeOfTheCommandAndAuditsWhatItStarts() throws IOException {
        var said = run("sh", "-c", pip("ouralpha") + " && " + pip("ourbeta") + " && exit 3");

        assertThat(said.exit()).as(said.toString()).isEqualTo(3);
        assertThat(said.err()).doesNotContain("not covered");
        assertThat(written()).containsExactly("ouralpha", "ourbeta");
        assertThat(journal.read().stream().map(entry -> entry.json().string("run")).distinct()).hasSize(1);
    }

    @Test
    void tellsOfARefusalThatTheCommandMadeASuccessOf() throws IOException {
        sandbox.settings("[names]\ndeny = [\"ouralpha\"]\n");

        var said = run("sh", "-c", pip("ouralpha") + " || " + pip("ourbeta") + "; true");

        assertThat(said.exit()).as(said.toString()).isEqualTo(REFUSED);
        assertThat(said.err()).contains("weir: something below refused: 'ouralpha' is denied");
        assertThat(written()).isEmpty();
    }

    @Test
    void keepsTheFailureOfTheCommand() throws IOException {
        sandbox.settings("[names]\ndeny = [\"ouralpha\"]\n");

        assertThat(run("sh", "-c", pip("ouralpha") + "; exit 4").exit()).isEqualTo(4);
    }

    @Test
    void startsNothingWithoutAnEngine() throws IOException {
        Files.writeString(sandbox.folder().resolve("state").resolve("weir"), "a file where a folder should be");

        var said = run("touch", "started");

        assertThat(said.exit()).as(said.toString()).isEqualTo(COULD_NOT_DECIDE);
        assertThat(sandbox.work().resolve("started")).doesNotExist();
    }

    @Test
    void saysWhatCannotBeRun() throws IOException {
        assertThat(run("no-such-program")).matches(said -> said.exit() == 127)
                .matches(said -> said.err().contains("weir: cannot run no-such-program: "));
        assertThat(run()).matches(said -> said.exit() == 2)
                .matches(said -> said.err().contains("hint: weir run -- CMD"));
    }

    @Test
    void plantsTheShimInEnvironmentsThatAreMade() throws IOException {
        sandbox.settings("[names]\ndeny = [\"ouralpha\"]\n");
        var made = sandbox.work().resolve("made");

        var said = run("sh", "-c", "%s -m venv made && PYTHONPATH= made/bin/python -I -m pip %s"
                .formatted(Machine.python().path(), arguments("ouralpha")));

        assertThat(said.exit()).as(said.toString()).isEqualTo(REFUSED);
        assertThat(Venvs.site(made).resolve("_weir.pth")).exists();
        assertThat(sandbox.run(Machine.weir().toString(), "status", made.toString()).exit()).isZero();
    }

    @Test
    void namesWhatItSawAndDidNotCover() throws IOException {
        var uv = Files.writeString(sandbox.folder().resolve("uv"), "#!/bin/sh\nread line\n");
        assertThat(uv.toFile().setExecutable(true)).isTrue();

        var said = run("sh", "-c", "{ sleep 0.5; echo; } | %s sync".formatted(uv));

        assertThat(said.err()).as(said.toString()).contains("weir: not covered: uv sync");
        assertThat(said.exit()).isZero();
    }

    @Test
    @Tag("network")
    void coversToxAndBuildAndPipx() throws IOException {
        var tools = sandbox.folder().resolve("tools");
        Venvs.copy(Pip.of(Machine.python()), tools);
        sandbox.run(tools.resolve("bin/python").toString(), "-m", "pip", "install", "--quiet", "tox<4.60", "build<1.6",
                "pipx<1.18", "virtualenv<21").orFail();
        makeAProject();

        var tox = run(tools.resolve("bin/tox").toString());
        var build = run(tools.resolve("bin/python").toString(), "-m", "build");
        var pipx =
                run(tools.resolve("bin/pipx").toString(), "install", "--pip-args", "--find-links " + files,
                        "ourgamma");

        for (var said : List.of(tox, build, pipx)) {
            assertThat(said.exit()).as(said.toString()).isZero();
            assertThat(said.err()).doesNotContain("not covered");
        }
        assertThat(written()).containsSubsequence("ouralpha", "project").contains("ourgamma")
                .anyMatch(name -> name.startsWith("flit"));
        assertThat(prefixes()).anyMatch(prefix -> prefix.contains("/.tox/"))
                .anyMatch(prefix -> prefix.contains("/build-env-")).anyMatch(prefix -> prefix.contains("/ourgamma"));

        sandbox.settings("[names]\ndeny = [\"flit_core\", \"ouralpha\", \"ourgamma\"]\n");
        sandbox.run("rm", "-r", sandbox.work().resolve(".tox").toString()).orFail();
        assertThat(run("sh", "-c", tools.resolve("bin/tox") + "; true").exit()).isEqualTo(REFUSED);
        assertThat(run("sh", "-c", tools.resolve("bin/python") + " -m build; true").exit()).isEqualTo(REFUSED);
        assertThat(run("sh", "-c", tools.resolve("bin/pipx") + " install --force ourgamma; true").exit())
                .isEqualTo(REFUSED);
    }

    private void makeAProject() throws IOException {
        Wheel.of("ourgamma", "1.0").file("ourgamma.py", "def main():\n    pass\n")
                .script("ourgamma", "ourgamma:main")
                .writeTo(files);
        Files.writeString(sandbox.work().resolve("pyproject.toml"), """
                [build-system]
                requires = ["flit_core"]
                build-backend = "flit_core.buildapi"
                [project]
                name = "project"
                version = "1.0"
                description = "A project."
                """);
        Files.writeString(sandbox.work().resolve("project.py"), "\"\"\"A project.\"\"\"\n");
        Files.writeString(sandbox.work().resolve("tox.ini"), """
                [tox]
                env_list = py
                [testenv]
                install_command = python -I -m pip install --find-links %s {opts} {packages}
                deps = ouralpha
                commands = python -c "import ouralpha, project"
                """.formatted(files));
    }

    private Result run(String... command) throws IOException {
        var words = new ArrayList<>(List.of(Machine.weir().toString(), "run", "--"));
        words.addAll(List.of(command));
        return sandbox.with("PIPX_HOME", sandbox.folder().resolve("pipx").toString())
                .with("PIPX_BIN_DIR", sandbox.folder().resolve("pipx-bin").toString()).run(words);
    }

    private String pip(String project) {
        return environment.resolve("bin/python") + " -m pip " + arguments(project);
    }

    private String arguments(String project) {
        return "install --no-index --find-links " + files + " " + project;
    }

    private List<String> written() throws IOException {
        return entries("pip.write").map(entry -> entry.data().array("args").items().get(3).asString("name")).toList();
    }

    private List<String> prefixes() throws IOException {
        return entries("pip.write").map(entry -> entry.data().object("client").string("prefix")).toList();
    }

    private Stream<Entry> entries(String type) throws IOException {
        return journal.read().stream().filter(entry -> entry.type().equals(type));
    }
}
