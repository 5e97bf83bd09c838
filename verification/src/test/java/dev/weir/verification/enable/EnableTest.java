package dev.weir.verification.enable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testkit.packages.Wheel;
import dev.weir.testkit.python.Python;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `weir enable`, plain pip, `weir disable`.
@Execution(ExecutionMode.CONCURRENT)
class EnableTest {

    private static final int REFUSED = 10;
    private static final int COULD_NOT_DECIDE = 11;

    private final Sandbox sandbox;
    private final Path files;
    private final Path environment;

    EnableTest() throws IOException {
        sandbox = Sandbox.open();
        files = sandbox.folder().resolve("files");
        environment = sandbox.folder().resolve("an environment");
        Wheel.of("alpha", "1.0").file("alpha/__init__.py", "").writeTo(files);
    }

    @AfterEach
    void close() throws IOException {
        sandbox.close();
    }

    static List<Python> everyPython() {
        return Machine.pythons();
    }

    @ParameterizedTest
    @MethodSource("everyPython")
    void auditsPlainPipAndLeavesNoTrace(Python python) throws IOException {
        Venvs.copy(Pip.of(python), environment);
        checkLeavesNoTrace();
        checkAuditsUntilDisabled();
    }

    @Test
    @Tag("network")
    void worksInEnvironmentsOfVirtualenv() throws IOException {
        var maker = sandbox.folder().resolve("maker");
        Venvs.copy(Pip.of(Machine.python()), maker);
        for (var wheel : Venvs.fetched(Machine.python(), "virtualenv<20.22", "distlib", "filelock<4",
                "platformdirs<4")) {
            Files.copy(wheel, files.resolve(wheel.getFileName()));
        }
        sandbox.run(python(maker), "-m", "pip", "install", "--no-index", "--find-links", files.toString(), "virtualenv")
                .orFail();
        for (var python : List.of(Machine.pythons().getFirst(), Machine.python())) {
            sandbox.run(python(maker), "-m", "virtualenv", "--no-periodic-update", "-p", python.path().toString(),
                    environment.toString()).orFail();
            checkLeavesNoTrace();
            checkAuditsUntilDisabled();
            sandbox.run("rm", "-r", environment.toString()).orFail();
        }
    }

    private void checkLeavesNoTrace() throws IOException {
        var before = Listing.of(environment);
        weir("enable", environment.toString()).orFail();
        assertThat(Listing.of(environment)).isNotEqualTo(before);
        weir("disable", environment.toString()).orFail();
        assertThat(Listing.of(environment)).isEqualTo(before);
    }

    private void checkAuditsUntilDisabled() throws IOException {
        var before = Listing.of(environment);
        assertThat(weir("status", environment.toString()).exit()).isEqualTo(1);
        weir("enable", environment.toString()).orFail();
        assertThat(weir("status", environment.toString()).orFail().out()).startsWith("enabled  " + environment);
        var journal = JournalTail.from(sandbox.state().resolve("journal"));

        sandbox.settings("[names]\ndeny = [\"alpha\"]\n");
        var refused = pip("-m", "pip");
        sandbox.settings("");
        var allowed = pip("-I", "-m", "pip").orFail();

        assertThat(refused.exit()).as(refused.toString()).isEqualTo(REFUSED);
        assertThat(journal.read()).as(allowed.toString()).extracting(Entry::type).contains("pip.write");
        weir("disable", environment.toString()).orFail();
        assertThat(Listing.of(environment).withoutCaches().since(before.withoutCaches()).files())
                .containsExactlyInAnyOrderElementsOf(recorded());
        assertThat(before.since(Listing.of(environment)).paths()).isEmpty();
    }

    @Test
    void keepsABuildAsLongAsAnEnvironmentLeadsToIt() throws IOException {
        var other = sandbox.folder().resolve("other");
        Venvs.copy(Pip.of(Machine.python()), environment);
        Venvs.copy(Pip.of(Machine.python()), other);
        weir("enable", environment.toString()).orFail();
        var old = Files.createDirectory(homes().resolve("0123456789abcdef"));
        Files.writeString(old.resolve("build-id"), "0123456789abcdef\n");
        var module = Venvs.site(environment).resolve("_weir.py");
        Files.writeString(module,
                Files.readString(module).replaceAll("homes/[0-9a-f]{16}", "homes/0123456789abcdef"));

        weir("enable", other.toString()).orFail();
        assertThat(old).exists();
        assertThat(weir("status", environment.toString()).out()).startsWith("damaged  ").contains(old.toString());
        weir("enable", environment.toString()).orFail();

        assertThat(old).doesNotExist();
        assertThat(pip("-m", "pip").exit()).isZero();
    }

    @Test
    void stopsPipWhereItsHomeIsGone() throws IOException {
        Venvs.copy(Pip.of(Machine.python()), environment);
        weir("enable", environment.toString()).orFail();
        sandbox.run("rm", "-r", data().toString()).orFail();

        var stopped = pip("-m", "pip");

        assertThat(stopped.exit()).as(stopped.toString()).isEqualTo(COULD_NOT_DECIDE);
        assertThat(stopped.err()).startsWith("weir: pip does not run: ").hasLineCount(1);
        assertThat(weir("status", environment.toString()).out()).startsWith("damaged  ");
        sandbox.run("sh", "-c", "\"$0\" " + repair(stopped.err()), Machine.weir().toString()).orFail();
        pip("-m", "pip").orFail();
    }

    @Test
    void saysWhatIsNoEnvironment() throws IOException {
        assertThat(weir("enable", sandbox.work().toString())).matches(said -> said.exit() == 2)
                .matches(said -> said.err().contains("is no environment and no interpreter"));
        assertThat(weir("enable", "/bin/false")).matches(said -> said.exit() == 1)
                .matches(said -> said.err().contains("/bin/false does not run as a Python does"));
    }

    /// What a line says is to be typed behind `weir`.
    private static String repair(String line) {
        return line.replaceFirst("(?s).*`weir (enable .*)` mends this.*", "$1");
    }

    private Path homes() {
        return data().resolve("homes");
    }

    private Path data() {
        return sandbox.folder().resolve("data").resolve("weir");
    }

    /// What the installed distribution says that it has installed.
    private List<String> recorded() throws IOException {
        var site = Venvs.site(environment);
        return Files.readAllLines(site.resolve("alpha-1.0.dist-info").resolve("RECORD")).stream()
                .map(row -> row.split(",", -1)[0]).filter(name -> !name.contains("__pycache__"))
                .map(name -> environment.relativize(site.resolve(name)).toString()).toList();
    }

    private Result pip(String... start) throws IOException {
        var command = new ArrayList<>(List.of(python(environment)));
        command.addAll(List.of(start));
        command.addAll(List.of("install", "--no-index", "--find-links", files.toString(), "alpha"));
        return sandbox.run(command);
    }

    private static String python(Path environment) {
        return environment.resolve("bin").resolve("python").toString();
    }

    private Result weir(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(Machine.weir().toString()));
        command.addAll(List.of(arguments));
        return sandbox.run(command);
    }
}
