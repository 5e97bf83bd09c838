package dev.weir.verification.ways;

import static dev.weir.verification.ways.Birds.TAME;
import static dev.weir.verification.ways.Birds.WILD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testkit.packages.Wheel;
import dev.weir.verification.machine.Machine;
import dev.weir.verification.machine.Sandbox;
import dev.weir.verification.machine.Venvs;
import dev.weir.verification.machine.Venvs.Pip;
import dev.weir.wire.json.JsonArray;
import dev.weir.wire.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Ways into the pip of an environment in which Weir is enabled.
@Execution(ExecutionMode.CONCURRENT)
class WaysTest {

    private static final int OUTDATED = 6;

    private final Sandbox sandbox;
    private final Birds birds;
    private final Path environment;
    private final String python;

    WaysTest() throws IOException {
        sandbox = Sandbox.open();
        birds = Birds.in(sandbox);
        environment = birds.enabled("venv", Pip.of(Machine.python()));
        python = Birds.python(environment);
    }

    @AfterEach
    void close() throws IOException {
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-I", "-E"})
    void coversAPythonThatHeedsNoEnvironment(String option) throws IOException {
        check(List.of(python, option, "-m", "pip"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--target", "--prefix", "--root"})
    void coversAnInstallElsewhere(String option) throws IOException {
        var place = sandbox.folder().resolve("elsewhere");

        check(List.of(python, "-m", "pip"), option, place.toString());

        try (var paths = Files.walk(place)) {
            assertThat(paths).anyMatch(path -> path.endsWith(TAME + ".py"));
        }
    }

    @Test
    void coversAnInstallForTheUser() throws IOException {
        var settings = environment.resolve("pyvenv.cfg");
        Files.writeString(settings, Files.readString(settings).replace("packages = false", "packages = true"));
        var base = sandbox.folder().resolve("user");
        var own = new Birds(sandbox.with("PYTHONUSERBASE", base.toString()), birds.canary(), birds.journal());

        own.assertAllowed(own.install(List.of(python, "-m", "pip"), TAME, "--user"));
        own.assertRefused(own.install(List.of(python, "-m", "pip"), WILD, "--user"));
        assertThat(Venvs.site(base).resolve(TAME + ".py")).exists();
    }

    @Test
    @Tag("product")
    void coversAPipInAnArchive() throws IOException {
        var wheel = Pip.of(Machine.python()).wheel();
        var pyz = sandbox.folder().resolve("pip.pyz").toString();
        var unpacked = Venvs.ownPip(environment);
        Files.writeString(unpacked.resolve("__main__.py"),
                "import runpy\nrunpy.run_module('pip', run_name='__main__')\n");
        sandbox.run(python, "-m", "zipapp", unpacked.toString(), "-o", pyz).orFail();

        check(List.of(python, pyz));
        check(List.of(python, wheel.resolve("pip").toString()), "--target", sandbox.folder().resolve("by").toString());
    }

    @Test
    void coversThePipOfEnsurepip() throws IOException {
        Files.delete(Venvs.site(environment).resolve("pip.pth"));

        sandbox.settings("[names]\ndeny = [\"pip\"]\n");
        var refused = sandbox.run(python, "-m", "ensurepip");
        assertThat(refused.err()).as(refused.toString()).contains("'pip' is denied").contains("exit status 10");
        assertThat(birds.written()).isEmpty();

        sandbox.settings("");
        sandbox.run(python, "-m", "ensurepip").orFail();
        assertThat(birds.written()).contains("pip");
    }

    @Test
    void plantsTheShimInEnvironmentsThatVenvMakes() throws IOException {
        var made = sandbox.folder().resolve("made");

        sandbox.run(python, "-m", "venv", made.toString()).orFail();

        check(List.of(Birds.python(made), "-I", "-m", "pip"));
    }

    @Test
    @Tag("product")
    void plantsTheShimInEnvironmentsThatVirtualenvMakes() throws IOException {
        for (var wheel : Venvs.fetched(Machine.python(), "virtualenv<20.22", "distlib", "filelock<4",
                "platformdirs<4")) {
            Files.copy(wheel, birds.files().resolve(wheel.getFileName()));
        }
        birds.install(List.of(python, "-m", "pip"), "virtualenv").orFail();
        var made = sandbox.folder().resolve("made");
        var below = sandbox.folder().resolve("below");

        sandbox.run(python, "-m", "virtualenv", "--no-periodic-update", made.toString()).orFail();
        birds.weirRun(python, "-m", "virtualenv", "--no-periodic-update", below.toString()).orFail();

        check(List.of(Birds.python(made), "-m", "pip"));
        check(List.of(Birds.python(below), "-m", "pip"));
    }

    /// Up to 21.3 pip looks for them with several threads at once.
    @Test
    @Tag("network")
    void letsThreadsOfAListAskForNewerVersions() throws IOException {
        var threaded = birds.enabled("threaded", Pip.fetched(Machine.pythons().getFirst(), "==21.3.1"));
        var site = Venvs.site(threaded);
        for (var number = 0; number < OUTDATED; number++) {
            var installed = Wheel.of("ours" + number, "1.0").writeTo(sandbox.folder().resolve("installed"));
            sandbox.run(python, "-m", "zipfile", "-e", installed.toString(), site.toString()).orFail();
            Wheel.of("ours" + number, "2.0").writeTo(birds.files());
        }

        var said =
                sandbox.run(Birds.python(threaded), "-m", "pip", "list", "--outdated", "--format", "json", "--no-index",
                        "--find-links", birds.files().toString()).orFail();

        var list = (JsonArray) JsonReader.read(said.out());
        assertThat(list.items()).as(said.toString()).hasSize(OUTDATED);
        assertThat(birds.journal().read()).isEmpty();
    }

    private void check(List<String> pip, String... options) throws IOException {
        birds.assertAllowed(birds.install(pip, TAME, options));
        birds.assertRefused(birds.install(pip, WILD, options));
    }
}
