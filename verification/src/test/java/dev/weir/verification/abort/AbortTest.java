package dev.weir.verification.abort;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testkit.packages.Backend;
import dev.weir.testkit.packages.Source;
import dev.weir.testkit.packages.Wheel;
import dev.weir.verification.machine.AuditedPip;
import dev.weir.verification.machine.Engines;
import dev.weir.verification.machine.Index;
import dev.weir.verification.machine.JournalTail;
import dev.weir.verification.machine.JournalTail.Entry;
import dev.weir.verification.machine.Meeting;
import dev.weir.verification.machine.Result;
import dev.weir.verification.machine.Sandbox;
import dev.weir.verification.machine.Sandbox.Running;
import dev.weir.wire.json.JsonArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Installs that do not come to their end, and what comes after them.
@Execution(ExecutionMode.CONCURRENT)
class AbortTest {

    private static final int REFUSED = 10;

    private final Sandbox sandbox;
    private final Path files;
    private final AuditedPip pip;
    private final JournalTail journal;

    AbortTest() throws IOException {
        sandbox = Sandbox.open();
        files = sandbox.folder().resolve("files");
        pip = AuditedPip.in(sandbox);
        journal = JournalTail.from(sandbox.state().resolve("journal"));
    }

    @AfterEach
    void close() throws IOException {
        sandbox.close();
    }

    @Test
    void raisesTheGateAgainForWhatIsInTheCaches() throws IOException {
        Wheel.of("alpha", "1.0").writeTo(files);
        try (var index = new Index(files)) {
            sandbox.settings("""
                    [hooks.strict]
                    program = ["/bin/sh", "%s"]
                    gates = ["pip.install"]
                    """.formatted(denying()));
            for (var count = 1; count <= 2; count++) {
                assertThat(install("--index-url", index.url(), "alpha").exit()).isEqualTo(REFUSED);
                assertThat(gates("pip.install")).hasSize(count);
            }
            sandbox.settings("");
            install("--index-url", index.url(), "alpha").orFail();
            assertThat(gates("pip.install")).hasSize(3);
        }
    }

    @Test
    void raisesTheGateAgainForAWheelThatWasBuiltBefore() throws IOException {
        Source.of("beta", "1.0").builtBy(Backend.plain()).sdist(files);
        pip.run("wheel", "--no-index", "--find-links", files.toString(), "beta").orFail();
        sandbox.settings("[names]\ndeny = [\"beta\"]\n");
        assertThat(install("--no-index", "--find-links", files.toString(), "beta").exit()).isEqualTo(REFUSED);

        sandbox.settings("");
        install("--no-index", "--find-links", files.toString(), "beta").orFail();

        assertThat(gates("pip.install").getLast().data().array("args").encode()).contains("\"wheel\",\"beta\"");
    }

    @Test
    void takesACtrlCAsPipDoes() throws IOException {
        var meeting = Meeting.in(sandbox.folder(), "build");
        waitingBuild(meeting);
        var before = pip.traces();

        var bare = interrupt(meeting, pip.startBare("install", "--no-index", "--find-links", files.toString(), "beta"));
        var audited = interrupt(meeting, pip.start("install", "--no-index", "--find-links", files.toString(), "beta"));

        assertThat(audited.exit()).isEqualTo(bare.exit());
        assertThat(audited.said()).contains("Operation cancelled by user").doesNotContain("weir refused");
        assertThat(pip.traces()).isEqualTo(before);
        assertThat(outcomes(ended("pip.invoked.done")))
                .contains("pip.build.done cancelled", "pip.invoked.done cancelled")
                .doesNotContain("pip.write.done ok");
    }

    @Test
    void keepsAsLostWhatAKilledPipLeftOpen() throws IOException {
        var meeting = Meeting.in(sandbox.folder(), "build");
        waitingBuild(meeting);
        var running = pip.start("install", "--no-index", "--find-links", files.toString(), "beta");
        meeting.await(running);

        running.process().toHandle().destroyForcibly();
        Sandbox.finish(running);
        meeting.release();

        assertThat(outcomes(ended("pip.invoked.done"))).contains("pip.build.done lost", "pip.invoked.done lost");
        Files.delete(meeting.arrived());
        install("--no-index", "--find-links", files.toString(), "beta").orFail();
    }

    /// A package whose build goes to a meeting, as long as there is one.
    private void waitingBuild(Meeting meeting) throws IOException {
        var waiting = new Backend(Backend.plain().python() + """


                def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
                    import subprocess
                    if os.path.exists(%s):
                        subprocess.call(["/bin/sh", "-c", %s])
                    return _write_wheel(wheel_directory, dict(_sources()))
                """.formatted(quoted(meeting.arrived().toString()), quoted(meeting.shell())));
        Source.of("beta", "1.0").builtBy(waiting).sdist(files);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /// A Ctrl-C at a terminal is for every process in front of it: pip and all that it has started, but an engine has a session of its own.
    private Result interrupt(Meeting meeting, Running running) throws IOException {
        meeting.await(running);
        var engines = Engines.in(sandbox.state());
        for (var process : running.process().descendants().toList()) {
            if (!engines.contains(process)) {
                signal(process);
            }
        }
        signal(running.process().toHandle());
        return Sandbox.finish(running);
    }

    private void signal(ProcessHandle process) throws IOException {
        sandbox.run("kill", "-s", "INT", Long.toString(process.pid()));
    }

    private Path denying() throws IOException {
        return Files.writeString(sandbox.folder().resolve("denying"), """
                cat >/dev/null
                printf '{"schema":1,"findings":[{"rule":"strict.all","action":"deny","message":"not today"}]}'
                """);
    }

    private Result install(String... arguments) throws IOException {
        var words = new String[arguments.length + 1];
        words[0] = "install";
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        return pip.run(words);
    }

    private List<Entry> gates(String type) throws IOException {
        return journal.read().stream().filter(entry -> entry.type().equals(type)).toList();
    }

    private List<Entry> ended(String type) throws IOException {
        Predicate<List<Entry>> ended = entries -> entries.stream().anyMatch(entry -> entry.type().equals(type));
        return journal.await(ended);
    }

    private static List<String> outcomes(List<Entry> entries) {
        return entries.stream()
                .filter(entry -> entry.type().endsWith(".done"))
                .map(entry -> entry.type() + " " + outcome(entry.data().array("args")))
                .toList();
    }

    private static String outcome(JsonArray args) {
        return args.items().get(args.items().size() - 2).asString("the outcome");
    }
}
