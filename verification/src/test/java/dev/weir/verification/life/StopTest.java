package dev.weir.verification.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testkit.packages.Wheel;
import dev.weir.verification.machine.AuditedPip;
import dev.weir.verification.machine.Engines;
import dev.weir.verification.machine.Machine;
import dev.weir.verification.machine.Meeting;
import dev.weir.verification.machine.Result;
import dev.weir.verification.machine.Sandbox;
import dev.weir.verification.machine.Sandbox.Running;
import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What can be asked of an engine, and how it ends.
@Execution(ExecutionMode.CONCURRENT)
class StopTest {

    private static final int UNDECIDED = 11;

    private final Sandbox sandbox;
    private final Path files;
    private final AuditedPip pip;

    StopTest() throws IOException {
        sandbox = Sandbox.open();
        files = sandbox.folder().resolve("files");
        pip = AuditedPip.in(sandbox);
        Wheel.of("alpha", "1.0").writeTo(files);
    }

    @AfterEach
    void close() throws IOException {
        sandbox.close();
    }

    @Test
    void startsNoneToSayThatThereIsNone() throws IOException {
        assertThat(engine("status").orFail().out()).isEqualTo("no engine is running\n");
        assertThat(engine("status", "--json").orFail().out()).isEqualTo("{\"engines\":[]}\n");
        assertThat(engine("stop").orFail().err()).isEqualTo("weir: no engine is running\n");
        assertThat(engine("logs").orFail().err()).startsWith("weir: there is no log yet: ");
        assertThat(sandbox.state()).doesNotExist();
    }

    @Test
    void endsWhenNobodyHasNeededItForLong() throws IOException {
        sandbox.settings("[engine]\nidle-timeout = 1\n");
        install().orFail();

        Engines.in(sandbox.state()).forEach(engine -> engine.onExit().join());

        assertThat(engine("status").orFail().out()).isEqualTo("no engine is running\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "loopback"})
    void isToldToEndWhenItHasNothingToDo(String transport) throws IOException {
        var there = new AuditedPip(sandbox.with("WEIR_TRANSPORT", transport), pip.environment());
        there.run("uninstall", "--yes", "absent").orFail();
        var process = Engines.in(sandbox.state()).getFirst();

        assertThat(engine("stop").orFail().err()).isEqualTo("weir: the engine " + process.pid() + " has ended\n");

        process.onExit().join();
        there.run("uninstall", "--yes", "absent").orFail();
        assertThat(Engines.in(sandbox.state())).hasSize(1).doesNotContain(process);
    }

    @Test
    void endsWhatItHasBegunBeforeItStops() throws IOException {
        var meeting = Meeting.in(sandbox.folder(), "hook");
        var running = hold(meeting);
        var old = Engines.in(sandbox.state()).getFirst();

        assertThat(engine("stop").orFail().err())
                .isEqualTo("weir: the engine " + old.pid() + " ends when its open runs are over: 1\n");

        sandbox.settings("");
        AuditedPip.in(sandbox, "other").run(arguments()).orFail();
        assertThat(Engines.in(sandbox.state()).getFirst()).isNotEqualTo(old);
        meeting.release();
        Sandbox.finish(running).orFail();
        old.onExit().join();
    }

    @Test
    void endsRunsWhereItIsToldToStopNow() throws IOException {
        var meeting = Meeting.in(sandbox.folder(), "hook");
        var before = pip.traces();
        var running = hold(meeting);
        var process = Engines.in(sandbox.state()).getFirst();

        engine("stop", "--now").orFail();

        process.onExit().join();
        var result = Sandbox.finish(running);
        assertThat(result.exit()).as(result::toString).isEqualTo(UNDECIDED);
        assertThat(pip.traces()).isEqualTo(before);
    }

    @Test
    void tellsWhatItIsDoing() throws IOException {
        var meeting = Meeting.in(sandbox.folder(), "hook");
        var running = hold(meeting);
        var engine = engines(engine("status", "--json").orFail()).getFirst();

        assertThat(engine.integer("pid")).isEqualTo(Engines.in(sandbox.state()).getFirst().pid());
        assertThat(engine.string("build")).hasSize(16);
        assertThat(engine.string("transport")).isEqualTo("unix");
        assertThat(engine.strings("settings"))
                .containsExactly("/etc/weir/weir.toml", sandbox.folder() + "/config/weir/weir.toml");
        assertThat(engine.objects("runs")).hasSize(1);
        assertThat(engine.bool("draining")).isFalse();
        assertThat(engine("status").orFail().out())
                .startsWith("engine " + engine.integer("pid") + ": serving\n")
                .contains(engine.objects("runs").getFirst().string("run"));
        meeting.release();
        Sandbox.finish(running).orFail();
    }

    @Test
    void saysThatOneThatStandsStillDoesNotAnswer() throws IOException {
        install().orFail();
        var engine = Engines.in(sandbox.state()).getFirst();
        sandbox.run("kill", "-s", "STOP", Long.toString(engine.pid())).orFail();

        var said = engine("status");

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("the engine " + engine.pid() + " does not answer", "hint: ");
    }

    @Test
    void showsWhatItHasSaid() throws IOException {
        sandbox.settings("nonsense = 1\n");
        assertThat(install().exit()).isEqualTo(UNDECIDED);

        var said = engine("logs").orFail();

        assertThat(said.out()).contains("nonsense");
        assertThat(said.err()).isEqualTo(sandbox.state().resolve("run").resolve("engine.log") + "\n");
    }

    /// Starts an install; returns when a hook is asked about it.
    private Running hold(Meeting meeting) throws IOException {
        var hook = Files.writeString(sandbox.folder().resolve("hold"), """
                cat >/dev/null; %s; printf '{"schema":1,"findings":[]}'
                """.formatted(meeting.shell()));
        sandbox.settings("""
                [hooks.hold]
                program = ["/bin/sh", "%s"]
                gates = ["pip.install"]
                timeout = 120
                """.formatted(hook));
        var running = pip.start(arguments());
        meeting.await(running);
        return running;
    }

    private Result install() throws IOException {
        return pip.run(arguments());
    }

    private String[] arguments() {
        return new String[]{"install", "--no-index", "--find-links", files.toString(), "alpha"};
    }

    private Result engine(String... arguments) throws IOException {
        return sandbox.run(Stream.concat(Stream.of(Machine.weir().toString(), "engine"), Stream.of(arguments))
                .toArray(String[]::new));
    }

    private static List<JsonObject> engines(Result status) {
        return JsonReader.read(status.out()).asObject("the status").objects("engines");
    }
}
