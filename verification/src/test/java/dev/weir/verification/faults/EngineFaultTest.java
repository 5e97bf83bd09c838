package dev.weir.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testkit.packages.Backend;
import dev.weir.testkit.packages.Source;
import dev.weir.testkit.packages.Wheel;
import dev.weir.verification.machine.AuditedPip;
import dev.weir.verification.machine.Engines;
import dev.weir.verification.machine.Meeting;
import dev.weir.verification.machine.Result;
import dev.weir.verification.machine.Sandbox;
import dev.weir.verification.machine.Sandbox.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The engine is killed, or stands still, before and during an install.
@Execution(ExecutionMode.CONCURRENT)
class EngineFaultTest {

    private final Sandbox sandbox;
    private final Path files;
    private final Meeting meeting;
    private final AuditedPip pip;

    EngineFaultTest() throws IOException {
        sandbox = Sandbox.open();
        files = sandbox.folder().resolve("files");
        meeting = Meeting.in(sandbox.folder(), "hook");
        pip = AuditedPip.in(sandbox);
        Wheel.of("alpha", "1.0").writeTo(files);
        Wheel.of("backend", "1.0").file(Backend.MODULE + ".py", Backend.plain().python()).writeTo(files);
        Source.of("built", "1.0").builtBy(Backend.MODULE, "backend").sdist(files);
    }

    @AfterEach
    void close() throws IOException {
        sandbox.close();
    }

    @Test
    void startsAnotherWhereItWasKilledBefore() throws IOException {
        install("alpha").orFail();
        var killed = engine();
        killed.destroyForcibly();
        killed.onExit().join();

        pip.run("install", "--no-index", "--find-links", files.toString(), "built").orFail();

        assertThat(engine()).isNotEqualTo(killed);
    }

    @Test
    void isUndecidedWhereItStoodStillBefore() throws IOException {
        pip.run("download", "--no-index", "--find-links", files.toString(), "alpha").orFail();
        var faulty = Faulty.of(pip);
        signal("STOP");

        faulty.assertUndecided(install("alpha"), "the engine was silent for 10 seconds");
    }

    @ParameterizedTest
    @CsvSource({"pip.install, alpha", "pip.write, alpha", "pip.install, backend"})
    void isUndecidedWhereItIsKilledAtAGate(String event, String name) throws IOException {
        var faulty = Faulty.of(pip);
        var running = holdAt(event, name);
        signal("KILL");
        meeting.release();

        faulty.assertUndecided(Sandbox.finish(running), "the engine ");
        sandbox.settings("");
        install("alpha").orFail();
    }

    @Test
    void isUndecidedWhereItStandsStillAtAGate() throws IOException {
        var faulty = Faulty.of(pip);
        var running = holdAt("pip.write", "alpha");
        signal("STOP");

        faulty.assertUndecided(Sandbox.finish(running), "the engine was silent for 1 seconds");

        signal("CONT");
        meeting.release();
        sandbox.settings("");
        install("alpha").orFail();
    }

    /// Starts an install that needs `name`; returns when a hook is asked about that gate of it.
    private Running holdAt(String event, String name) throws IOException {
        var hook = Files.writeString(sandbox.folder().resolve("hold"), """
                case $(cat) in *'"event":"%s"'*'"%s"'*) %s ;; esac
                printf '{"schema":1,"findings":[]}'
                """.formatted(event, name, meeting.shell()));
        sandbox.settings("""
                [engine]
                silence = 1

                [hooks.hold]
                program = ["/bin/sh", "%s"]
                gates = ["%s"]
                """.formatted(hook, event));
        var running = pip.start("install", "--no-index", "--find-links", files.toString(),
                name.equals("backend") ? "built" : name);
        meeting.await(running);
        return running;
    }

    private Result install(String name) throws IOException {
        return pip.run("install", "--no-index", "--find-links", files.toString(), name);
    }

    private ProcessHandle engine() throws IOException {
        return Engines.in(sandbox.state()).getFirst();
    }

    private void signal(String name) throws IOException {
        sandbox.run("kill", "-s", name, Long.toString(engine().pid())).orFail();
    }
}
