package dev.weir.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testkit.packages.Wheel;
import dev.weir.verification.machine.AuditedPip;
import dev.weir.verification.machine.Engines;
import dev.weir.verification.machine.HookJar;
import dev.weir.verification.machine.Machine;
import dev.weir.verification.machine.Meeting;
import dev.weir.verification.machine.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Hooks that break their word under a real pip.
@Execution(ExecutionMode.CONCURRENT)
class HookFaultTest {

    private static final String JAVA_HOOK = """
            import dev.weir.api.*;
            import java.util.*;

            public final class Broken implements Hook.RequestHook {
                public String name() {
                    return "broken";
                }

                public Set<GateAction> gates() {
                    return Set.of(GateAction.WRITE);
                }

                public List<Finding> review(Gate gate) throws Exception {
                    %s
                    return List.of();
                }
            }
            """;

    private final Sandbox sandbox;
    private final Path files;
    private final AuditedPip pip;

    HookFaultTest() throws IOException {
        sandbox = Sandbox.open();
        files = sandbox.folder().resolve("files");
        pip = AuditedPip.in(sandbox);
        Wheel.of("alpha", "1.0").writeTo(files);
        Wheel.of("beta", "1.0").writeTo(files);
    }

    @AfterEach
    void close() throws IOException {
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"System.exit(0);", "Runtime.getRuntime().halt(0);"})
    void endsEveryPipInFlightWhereAHookEndsTheEngine(String deadly) throws IOException {
        var meeting = Meeting.in(sandbox.folder(), "other");
        var waiting = program("waiting", "case $(cat) in *'\"beta\"'*) " + meeting.shell() + " ;; esac");
        var jar = HookJar.make(sandbox.folder(), "Broken", JAVA_HOOK.formatted(deadly));
        sandbox.settings("jars = [\"" + jar + "\"]\n" + waiting);
        var other = AuditedPip.in(sandbox, "other");
        var faulty = Faulty.of(pip);
        var running = other.start(install("beta"));
        meeting.await(running);

        faulty.assertUndecided(pip.run(install("alpha")), "the engine ");
        assertThat(Sandbox.finish(running).exit()).isEqualTo(11);

        sandbox.settings("");
        pip.run(install("alpha")).orFail();
        assertThat(Engines.in(sandbox.state())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"throw new IllegalStateException(\"no memory of it\");", "while (true) Thread.onSpinWait();"})
    void isUndecidedWhereAJavaHookFails(String failing) throws IOException {
        var reachable = "if (gate != null) " + failing; // The compiler minds a statement that nothing comes to.
        var jar = HookJar.make(sandbox.folder(), "Broken", JAVA_HOOK.formatted(reachable));
        sandbox.settings("jars = [\"" + jar + "\"]\n\n[hooks.broken]\ntimeout = 1\n");

        Faulty.of(pip).assertUndecided(pip.run(install("alpha")), "the hook `broken` failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit 1", "kill -9 $$", "echo nonsense", "yes", "sleep 1000"})
    void isUndecidedWhereAProgramFails(String failing) throws IOException {
        sandbox.settings(program("broken", failing));

        Faulty.of(pip).assertUndecided(pip.run(install("alpha")), "the hook `broken` failed");
    }

    @Test
    void refusesAnInstallerThatAHookStarts() throws IOException {
        var said = sandbox.folder().resolve("said");
        var nested =
                "unset WEIR_HOOK; '%s' --python '%s' pip download -d '%s' alpha >'%s' 2>&1; echo $? >>'%s'".formatted(
                        Machine.weir(), pip.python(), sandbox.folder().resolve("nested"), said, said);
        sandbox.settings(program("nesting", nested).replace("timeout = 1\n", "timeout = 60\n"));

        pip.run(install("alpha"));

        assertThat(Files.readString(said)).contains("a hook started this installer").endsWith("11\n");
    }

    private String[] install(String name) {
        return new String[]{"install", "--no-index", "--find-links", files.toString(), name};
    }

    private String program(String name, String text) throws IOException {
        var answer = "\nprintf '{\"schema\":1,\"findings\":[]}'\n";
        var script = Files.writeString(sandbox.folder().resolve(name), text + answer);
        return """

                [hooks.%s]
                program = ["/bin/sh", "%s"]
                gates = ["pip.install"]
                timeout = %d
                """.formatted(name, script, name.equals("waiting") ? 300 : 1);
    }
}
