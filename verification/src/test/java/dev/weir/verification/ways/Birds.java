package dev.weir.verification.ways;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testkit.packages.Canary;
import dev.weir.testkit.packages.Wheel;
import dev.weir.verification.machine.JournalTail;
import dev.weir.verification.machine.JournalTail.Entry;
import dev.weir.verification.machine.Machine;
import dev.weir.verification.machine.Result;
import dev.weir.verification.machine.Sandbox;
import dev.weir.verification.machine.Venvs;
import dev.weir.verification.machine.Venvs.Pip;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A sandbox with a wheel that is allowed, and a canary whose code would run at once and that the settings refuse.
///
/// @param canary  its marks
/// @param journal what was written to it since
record Birds(Sandbox sandbox, Canary canary, JournalTail journal) {

    /// Is allowed.
    static final String TAME = "ourtame";
    /// Is refused.
    static final String WILD = "ourwild";

    private static final int REFUSED = 10;

    static Birds in(Sandbox sandbox) throws IOException {
        var birds = new Birds(sandbox, Canary.alone(sandbox.folder().resolve("marks")),
                JournalTail.from(sandbox.state().resolve("journal")));
        sandbox.settings("[names]\ndeny = [\"%s\"]\n".formatted(WILD));
        Wheel.of(TAME, "1.0").file(TAME + ".py", "").writeTo(birds.files());
        birds.canary.backendSource(WILD, "1.0").sdist(birds.files());
        return birds;
    }

    /// The folder for `--find-links`.
    Path files() {
        return sandbox.folder().resolve("files");
    }

    /// A new environment with this pip in which Weir is enabled.
    Path enabled(String name, Pip pip) throws IOException {
        var environment = sandbox.folder().resolve(name);
        Venvs.copy(pip, environment);
        sandbox.run(Machine.weir().toString(), "enable", environment.toString()).orFail();
        return environment;
    }

    /// The Python of an environment.
    static String python(Path environment) {
        return environment.resolve("bin").resolve("python").toString();
    }

    Result weirRun(String... command) throws IOException {
        return sandbox.run(words(List.of(Machine.weir().toString(), "run", "--"), command));
    }

    /// Has a pip install a project.
    Result install(List<String> pip, String project, String... options) throws IOException {
        return sandbox.run(words(words(words(pip, "install"), options), "--no-index", "--find-links",
                files().toString(), project));
    }

    /// What was written into environments, by name.
    List<String> written() throws IOException {
        return entries("pip.write").map(entry -> entry.data().array("args").items().get(3).asString("name")).toList();
    }

    Stream<Entry> entries(String type) throws IOException {
        return journal.read().stream().filter(entry -> entry.type().equals(type));
    }

    void assertAllowed(Result said) throws IOException {
        assertThat(said.exit()).as(said.toString()).isZero();
        assertThat(said.err()).doesNotContain("not covered");
        assertThat(written()).as(said.toString()).contains(TAME);
    }

    void assertRefused(Result said) throws IOException {
        assertThat(said.exit()).as(said.toString()).isEqualTo(REFUSED);
        assertSilent(said);
    }

    /// For a command that ends as it likes where its pip was refused.
    void assertSilent(Result said) throws IOException {
        assertThat(said.exit()).as(said.toString()).isNotZero();
        assertThat(said.said()).contains("'" + WILD + "' is denied");
        assertThat(canary.marks()).isEmpty();
        assertThat(written()).doesNotContain(WILD);
    }

    static List<String> words(List<String> first, String... more) {
        var words = new ArrayList<>(first);
        words.addAll(List.of(more));
        return words;
    }
}
