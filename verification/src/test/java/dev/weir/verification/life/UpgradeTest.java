package dev.weir.verification.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.journal.JournalItem;
import dev.weir.journal.JournalReader;
import dev.weir.testkit.packages.Backend;
import dev.weir.testkit.packages.Source;
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
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Something else takes over while an install is under way.
@Execution(ExecutionMode.CONCURRENT)
class UpgradeTest {

    private static final int REFUSED = 10;

    private final Sandbox sandbox;
    private final Path files;
    private final AuditedPip pip;
    private final Installation before;
    private final Meeting meeting;

    UpgradeTest() throws IOException {
        sandbox = Sandbox.open();
        files = sandbox.folder().resolve("files");
        pip = AuditedPip.in(sandbox);
        before = Installation.in(sandbox.folder().resolve("before"));
        meeting = Meeting.in(sandbox.folder(), "hook");
        Wheel.of("alpha", "1.0").writeTo(files);
        Wheel.of("backend", "1.0").file(Backend.MODULE + ".py", Backend.plain().python()).writeTo(files);
        Source.of("built", "1.0").builtBy(Backend.MODULE, "backend").sdist(files);
    }

    @AfterEach
    void close() throws IOException {
        sandbox.close();
    }

    @Test
    void letsAnInstallGoOnThatBeganUnderTheOldBuild() throws IOException {
        var after = Installation.ofAnotherBuild(sandbox.folder().resolve("after"));
        var running = holdBeforeTheBuild();
        var old = engine();

        after.pip(AuditedPip.in(sandbox, "other"), install("alpha")).orFail();

        assertThat(engine()).isNotEqualTo(old);
        meeting.release();
        Sandbox.finish(running).orFail();
        old.onExit().join();
        assertThat(engine().isAlive()).isTrue();
        assertThat(enginesInTheJournal()).containsExactlyInAnyOrder(before.build(), after.build());
    }

    @Test
    void listsTheOldEngineUntilItHasEnded() throws IOException {
        var after = Installation.ofAnotherBuild(sandbox.folder().resolve("after"));
        var running = holdBeforeTheBuild();
        after.pip(pip, "uninstall", "--yes", "absent").orFail();

        while (!status(after).out().contains("draining")) {
            assertThat(running.process().isAlive()).isTrue();
        }
        assertThat(status(after).out()).contains(before.build(), after.build());

        meeting.release();
        Sandbox.finish(running).orFail();
        while (status(after).out().contains(before.build())) {
            assertThat(status(after).exit()).isZero();
        }
        assertThat(status(after).out()).contains(after.build());
    }

    @Test
    void judgesByTheSettingsOfWhoeverAsks() throws IOException {
        var strict = sandbox.with("XDG_CONFIG_HOME", sandbox.folder().resolve("strict").toString())
                .settings("[names]\ndeny = [\"alpha\"]\n");
        var running = holdBeforeTheBuild();

        assertThat(before.pip(new AuditedPip(strict, pip.environment()), install("alpha")).exit()).isEqualTo(REFUSED);

        meeting.release();
        Sandbox.finish(running).orFail();
        sandbox.settings("");
        before.pip(pip, install("alpha")).orFail();
    }

    @Test
    void keepsTheSettingsThatARunHasBegunWith() throws IOException {
        var running = holdBeforeTheBuild();
        sandbox.settings("[names]\ndeny = [\"alpha\", \"backend\"]\n");

        assertThat(before.pip(AuditedPip.in(sandbox, "other"), install("alpha")).exit()).isEqualTo(REFUSED);

        meeting.release();
        Sandbox.finish(running).orFail();
    }

    /// Starts an install of a source archive, whose build needs a nested installer; returns when a hook is asked about it.
    private Running holdBeforeTheBuild() throws IOException {
        var hook = Files.writeString(sandbox.folder().resolve("hold"), """
                case $(cat) in *'"event":"pip.install"'*'"built"'*) %s ;; esac
                printf '{"schema":1,"findings":[]}'
                """.formatted(meeting.shell()));
        sandbox.settings("""
                [hooks.hold]
                program = ["/bin/sh", "%s"]
                gates = ["pip.install"]
                timeout = 120
                """.formatted(hook));
        var running = before.startPip(pip, install("built"));
        meeting.await(running);
        return running;
    }

    private String[] install(String name) {
        return new String[]{"install", "--no-index", "--find-links", files.toString(), name};
    }

    private Result status(Installation by) throws IOException {
        return by.run(sandbox, "engine", "status");
    }

    private ProcessHandle engine() throws IOException {
        return Engines.in(sandbox.state()).getFirst();
    }

    /// The builds of the engines that have written the journal, which is whole.
    private Set<String> enginesInTheJournal() throws IOException {
        var engines = new TreeSet<String>();
        var damage = new ArrayList<String>();
        JournalReader.read(sandbox.state().resolve("journal"), item -> {
            switch (item) {
                case JournalItem.Entry entry ->
                    engines.add(entry.json().object("data").object("client").string("engine"));
                case JournalItem.Damaged(var found) -> damage.add(found.toString());
            }
        });
        assertThat(damage).isEqualTo(List.of());
        return engines;
    }
}
