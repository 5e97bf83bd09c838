package dev.weir.verification.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.engine.Announcement;
import dev.weir.testkit.packages.Wheel;
import dev.weir.verification.machine.AuditedPip;
import dev.weir.verification.machine.Engines;
import dev.weir.verification.machine.Installation;
import dev.weir.verification.machine.Meeting;
import dev.weir.verification.machine.Result;
import dev.weir.verification.machine.Sandbox;
import dev.weir.verification.machine.Sandbox.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How an engine begins, and what comes after a beginning that was cut short.
@Execution(ExecutionMode.CONCURRENT)
class StartTest {

    private static final int UNDECIDED = 11;
    private static final String[] ASKING = {"uninstall", "--yes", "absent"};

    private final Sandbox sandbox;
    private final Path files;
    private final AuditedPip pip;
    private final Installation weir;
    private final Path starts;

    StartTest() throws IOException {
        sandbox = Sandbox.open();
        files = sandbox.folder().resolve("files");
        starts = sandbox.folder().resolve("starts");
        pip = AuditedPip.in(sandbox);
        weir = Installation.in(sandbox.folder().resolve("weir"));
        Wheel.of("alpha", "1.0").writeTo(files);
    }

    @AfterEach
    void close() throws IOException {
        sandbox.close();
    }

    @Test
    void isOneForTwentyPipsAtOnce() throws IOException {
        weir.atEveryStart(counting());
        var pips = new ArrayList<Running>();
        for (var number = 1; number <= 20; number++) {
            pips.add(weir.startPip(pip, "download", "--no-index", "--find-links", files.toString(), "--dest",
                    sandbox.folder().resolve("dest" + number).toString(), "alpha"));
        }
        for (var running : pips) {
            Sandbox.finish(running).orFail();
        }

        assertThat(starts).hasContent("start");
        assertThat(Engines.in(sandbox.state())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "dev.weir.cli.EngineMain.main",
            "dev.weir.engine.Leftovers.sweep",
            "dev.weir.journal.Journal.open",
            "dev.weir.engine.Transport.isUsable",
            "dev.weir.engine.Rendezvous.announce",
            "java.nio.file.Files.move",
    })
    void failsWhereItIsKilledBeforeItIsAnnounced(String step) throws Exception {
        var result = startKilledAt(step);

        assertThat(result.exit()).as(result::toString).isEqualTo(UNDECIDED);
        assertThat(result.err()).contains("the engine was ended by signal 9 before it was ready");
        assertStartsAsIfNothingHadBeen();
    }

    /// Whoever has started it may have seen its announcement, or not.
    @ParameterizedTest
    @ValueSource(strings = {
            "dev.weir.engine.Rendezvous.removeUnfinished",
            "dev.weir.cli.EngineMain.letOthersStart",
            "dev.weir.engine.Engine.await",
    })
    void failsOrIsAnotherWhereItIsKilledOnceItIsAnnounced(String step) throws Exception {
        var result = startKilledAt(step);

        assertThat(result.exit()).as(result::toString).isIn(0, UNDECIDED);
        assertThat(result.err()).doesNotContain("Traceback");
        assertStartsAsIfNothingHadBeen();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev.weir.engine.ingress.Greeting.greet", "dev.weir.engine.ingress.Greeting.ready"})
    void isAnotherWhereItIsKilledWhileItGreets(String step) throws Exception {
        startKilledAt(step).orFail();

        assertThat(starts).hasContent("start\nstart");
        assertStartsAsIfNothingHadBeen();
    }

    @Test
    void isAnotherWhereAnotherProgramHasThePortOfOneThatWasKilled() throws Exception {
        var loopback = new AuditedPip(sandbox.with("WEIR_TRANSPORT", "loopback"), pip.environment());
        weir.pip(loopback, ASKING).orFail();
        var announced = Announcement.read(sandbox.state().resolve("run/engine-loopback.json")).orElseThrow();
        var killed = Engines.in(sandbox.state()).getFirst();
        killed.destroyForcibly();
        killed.onExit().join();
        try (var stranger = Stranger.at(announced.address())) {
            weir.pip(loopback, ASKING).orFail();

            assertThat(stranger.wasAsked()).isTrue();
        }
    }

    @Test
    void isWaitedForWhereWhoeverStartedItIsKilled() throws IOException {
        var meeting = Meeting.in(sandbox.folder(), "start");
        weir.atEveryStart(counting() + "\n" + meeting.shell());
        var first = weir.startPip(pip, ASKING);
        meeting.await(first);
        first.process().destroyForcibly().onExit().join();
        var second = weir.startPip(pip, ASKING);

        meeting.release();

        Sandbox.finish(second).orFail();
        assertThat(starts).hasContent("start");
    }

    @Test
    void saysWhyItCannot() throws IOException {
        try (var jars = Files.newDirectoryStream(weir.home().resolve("lib"), "weir-cli-*.jar")) {
            var jar = jars.iterator().next();
            Files.write(jar, new byte[Math.toIntExact(Files.size(jar))]);
        }
        Files.delete(weir.home().resolve("aot").resolve("weir.aot")); // It has the classes too.

        var result = weir.pip(pip, ASKING);

        assertThat(result.exit()).isEqualTo(UNDECIDED);
        assertThat(result.err()).contains(
                "the engine ended with exit code 1 before it was ready: Error: Could not find or load main class",
                "hint: see " + sandbox.state().resolve("run").resolve("engine.log"));
    }

    /// Runs a pip whose engine is killed when it comes to this step, for the first time.
    private Result startKilledAt(String step) throws Exception {
        try (var debugger = new Debugger()) {
            var pid = sandbox.folder().resolve("pid");
            weir.atEveryStart(counting() + """

                    if [ ! -e '%1$s' ]; then
                        echo $$ >'%1$s'
                        JAVA_TOOL_OPTIONS='%2$s'
                        export JAVA_TOOL_OPTIONS
                    fi
                    """.formatted(pid, debugger.option()));
            var running = weir.startPip(pip, ASKING);
            debugger.holdAt(step);
            sandbox.run("kill", "-s", "KILL", Files.readString(pid).strip()).orFail();
            return Sandbox.finish(running);
        }
    }

    private void assertStartsAsIfNothingHadBeen() throws IOException {
        weir.pip(pip, "install", "--no-index", "--find-links", files.toString(), "alpha").orFail();
        assertThat(Engines.in(sandbox.state())).hasSize(1);
        try (var left = Files.list(sandbox.state().resolve("run"))) {
            assertThat(left.map(file -> file.getFileName().toString().replaceAll("[0-9a-f]{12}-.*", "a socket")))
                    .containsExactlyInAnyOrder("engine.json", "engine.log", "start.lock", "a socket");
        }
    }

    private String counting() {
        return "echo start >>'" + starts + "'";
    }
}
