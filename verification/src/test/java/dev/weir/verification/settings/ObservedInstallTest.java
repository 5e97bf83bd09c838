package dev.weir.verification.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testkit.packages.Backend;
import dev.weir.testkit.packages.Source;
import dev.weir.testkit.packages.Wheel;
import dev.weir.verification.machine.AuditedPip;
import dev.weir.verification.machine.JournalTail;
import dev.weir.verification.machine.Machine;
import dev.weir.verification.machine.Result;
import dev.weir.verification.machine.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// `mode = "observe"` under a real pip: nothing is stopped, all of it is journalled.
@Execution(ExecutionMode.CONCURRENT)
class ObservedInstallTest {

    private static final String DENYING = "[names]\ndeny = [\"alpha\", \"helper\"]\n";

    private static final String RAISING = """
            def watch(event, args):
                if event == "pip.write":
                    raise RuntimeError("not on my watch")
            """;

    private final Sandbox sandbox;
    private final Path files;
    private final AuditedPip pip;

    ObservedInstallTest() throws IOException {
        sandbox = Sandbox.open();
        files = sandbox.folder().resolve("files");
        pip = AuditedPip.in(sandbox);
        Wheel.of("helper", "1.0").file("helper.py", "").writeTo(files);
        Wheel.of("beta", "1.0").writeTo(files);
        Source.of("alpha", "1.0", "beta").file("src/alpha.py", "").builtBy(Backend.plain(), "helper").sdist(files);
    }

    @AfterEach
    void close() throws IOException {
        sandbox.close();
    }

    @Test
    void stopsNothingThatHooksRefuseOrFailToDecide() throws IOException {
        var hook = Files.writeString(sandbox.folder().resolve("hook.py"), RAISING);
        sandbox.settings("""
                mode = "observe"
                in-process = ["%s:watch"]
                %s
                [hooks.broken]
                program = ["/bin/sh", "-c", "exit 3"]
                gates = ["pip.candidates"]
                """.formatted(hook, DENYING));
        var journal = JournalTail.from(sandbox.state().resolve("journal"));

        var result = install().orFail();

        assertThat(installed()).isZero();
        assertThat(result.err()).contains("weir would have refused: pip.",
                "  reason: 'alpha 1.0' is denied: `deny` has 'alpha'",
                "  reason: a hook in the process raised builtins.RuntimeError: not on my watch",
                "  hint: it goes on, because the mode is `observe`");
        assertJournalled(journal);
        assertThat(log().out()).contains(": ok\n  pip install ", "\n  mode observe: nothing is stopped; "
                + "mode enforce would have ended it: ", "  deny      ok ", "  undecided ok\n",
                "would have refused in the installer's process by builtins.RuntimeError: not on my watch");
    }

    private void assertJournalled(JournalTail journal) throws IOException {
        var entries = journal.read();
        var verdicts = entries.stream().filter(entry -> entry.type().equals("weir.verdict"))
                .map(entry -> entry.data().string("event") + " " + entry.data().string("verdict")).toList();

        assertThat(entries).allSatisfy(
                entry -> assertThat(entry.data().object("client").string("mode")).isEqualTo("observe"));
        assertThat(verdicts).contains("pip.invoked allow", "pip.candidates deny", "pip.install deny",
                "pip.build deny", "pip.write deny");
        assertThat(entries).filteredOn(entry -> entry.type().equals("weir.refusal")).hasSizeGreaterThan(1);
        assertThat(entries).filteredOn(entry -> entry.type().endsWith(".done"))
                .extracting(entry -> entry.data().array("args").items().getLast().encode()).containsOnly("null");
    }

    @Test
    void heedsTheEnvironmentOnlyWhereNoFileSaysOtherwise() throws IOException {
        sandbox.settings(DENYING);
        assertThat(observing().run(arguments()).exit()).isZero();
        assertThat(pip.runBare("uninstall", "--yes", "alpha").orFail().exit()).isZero();
        assertThat(install().exit()).isEqualTo(10);

        sandbox.settings("mode = \"enforce\"\n" + DENYING);
        assertThat(observing().run(arguments()).exit()).isEqualTo(10);

        sandbox.settings("mode = \"observe\"\n" + DENYING);
        assertThat(pip.with("WEIR_MODE", "enforce").run(arguments()).exit()).isEqualTo(10);
        assertThat(installed()).isNotZero();
    }

    @Test
    void stopsNothingBelowWeirRun() throws IOException {
        sandbox.settings("mode = \"observe\"\n" + DENYING);
        var command = Stream.concat(Stream.of(Machine.weir().toString(), "run", "--", pip.python(), "-m", "pip"),
                Stream.of(arguments()));

        assertThat(sandbox.run(command.toList()).orFail().err()).contains("weir would have refused: pip.");
        assertThat(installed()).isZero();
    }

    @Test
    void changesNothingOfWhatWeirCheckSays() throws IOException {
        sandbox.settings("mode = \"observe\"\n" + DENYING);
        var wheel = files.resolve("helper-1.0-py3-none-any.whl");
        var result = sandbox.run(Machine.weir().toString(), "check", wheel.toString());

        assertThat(result.exit()).as(result::toString).isEqualTo(10);
        assertThat(result.out()).contains("'helper 1.0' is denied");
    }

    @Test
    void isToldByWeirStatus() throws IOException {
        assertThat(status().out()).doesNotContain("mode");
        sandbox.settings("mode = \"observe\"\n");
        assertThat(status().out()).endsWith("\nmode observe: nothing is stopped, "
                + sandbox.folder().resolve("config/weir/weir.toml:1") + "\n");
        assertThat(status("--json").out()).endsWith(",\"mode\":\"observe\"}\n");
        sandbox.settings("mode = 1\n");
        assertThat(status().out()).endsWith("so that nothing can be decided: weir policy show\n");
    }

    private Result status(String... options) throws IOException {
        var command = Stream.of(Machine.weir().toString(), "status", pip.environment().toString());
        return sandbox.run(Stream.concat(command, Stream.of(options)).toList());
    }

    @Test
    void stopsWhereTheWordIsNone() throws IOException {
        var result = pip.with("WEIR_MODE", "off").run(arguments());

        assertThat(result.exit()).as(result::toString).isEqualTo(11);
        assertThat(result.err()).contains("WEIR_MODE is 'off'; allowed: enforce, observe",
                "  hint: mend the variable, or unset it");
    }

    private AuditedPip observing() {
        return pip.with("WEIR_MODE", "observe");
    }

    private Result install() throws IOException {
        return pip.run(arguments());
    }

    private String[] arguments() {
        return new String[]{"install", "--no-index", "--no-cache-dir", "--find-links", files.toString(), "alpha"};
    }

    private int installed() throws IOException {
        return sandbox.run(pip.python(), "-c", "import alpha").exit();
    }

    private Result log() throws IOException {
        return sandbox.run(List.of(Machine.weir().toString(), "log", "--last", "1")).orFail();
    }
}
