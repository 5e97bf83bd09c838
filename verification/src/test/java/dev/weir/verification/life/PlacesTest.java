package dev.weir.verification.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.security.auth.module.UnixSystem;
import dev.weir.engine.Announcement;
import dev.weir.journal.JournalItem;
import dev.weir.journal.JournalReader;
import dev.weir.verification.machine.AuditedPip;
import dev.weir.verification.machine.Engines;
import dev.weir.verification.machine.Machine;
import dev.weir.verification.machine.Result;
import dev.weir.verification.machine.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Places that are not as usual: no home folder, no account, long paths, folders of others, no init.
@Execution(ExecutionMode.CONCURRENT)
class PlacesTest {

    private static final int UNDECIDED = 11;
    private static final String[] ASKING = {"uninstall", "--yes", "absent"};

    private final Sandbox sandbox = Sandbox.open();
    private final List<Path> states = new ArrayList<>();

    PlacesTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        for (var state : states) {
            Engines.in(state).forEach(ProcessHandle::destroyForcibly);
        }
        sandbox.close();
    }

    @Test
    void needsAPlaceForItsStateAndNothingMore() throws IOException {
        requireRoot();
        var users = Users.in(sandbox);
        var own = users.folder(Users.NOBODY_KNOWS, "own");

        var lost = users.ask(Users.NOBODY_KNOWS, Map.of());
        var found = users.ask(Users.NOBODY_KNOWS, Map.of("XDG_STATE_HOME", state(own)));

        assertThat(lost.exit()).as(lost::toString).isEqualTo(UNDECIDED);
        assertThat(lost.err()).contains("cannot make the folder /.local", "hint: ", "XDG_STATE_HOME")
                .doesNotContain("Traceback");
        found.orFail();
    }

    @Test
    void namesTheWayOutWhereTheHomeFolderIsReadOnly() throws IOException {
        requireRoot();
        var users = Users.in(sandbox);
        var home = Files.createDirectory(sandbox.folder().resolve("home")).toString();
        var own = users.folder(Users.NOBODY_KNOWS, "own");

        var lost = users.ask(Users.NOBODY_KNOWS, Map.of("HOME", home));
        var found = users.ask(Users.NOBODY_KNOWS, Map.of("HOME", home, "XDG_STATE_HOME", state(own)));

        assertThat(lost.exit()).as(lost::toString).isEqualTo(UNDECIDED);
        assertThat(lost.err()).contains("cannot make the folder " + home, "hint: ", "XDG_STATE_HOME");
        found.orFail();
    }

    @Test
    void givesEachUserAnEngineAndLetsNoneUseTheOthers() throws IOException {
        requireRoot();
        var users = Users.in(sandbox);
        var alice = Map.of("XDG_STATE_HOME", state(users.folder(Users.NOBODY_KNOWS, "alice")));
        var bob = Map.of("XDG_STATE_HOME", state(users.folder(Users.NOBODY_KNOWS + 1, "bob")));

        users.ask(Users.NOBODY_KNOWS, alice).orFail();
        users.ask(Users.NOBODY_KNOWS + 1, bob).orFail();
        var strangers = List.of(users.ask(Users.NOBODY_KNOWS + 1, alice), users.ask(0, alice));

        assertThat(states).allSatisfy(state -> assertThat(Engines.in(state)).hasSize(1));
        assertThat(Files.getAttribute(states.getFirst(), "unix:uid")).isEqualTo(Users.NOBODY_KNOWS);
        assertThat(Files.getAttribute(states.getLast(), "unix:uid")).isEqualTo(Users.NOBODY_KNOWS + 1);
        assertThat(strangers).allSatisfy(result -> {
            assertThat(result.exit()).as(result::toString).isEqualTo(UNDECIDED);
            assertThat(result.err()).contains("hint: set XDG_STATE_HOME to a folder of your own");
        });
    }

    @Test
    void keepsItsSocketInTheFolderOfTheLogin() throws IOException {
        var runtime = Files.createDirectory(sandbox.folder().resolve("runtime"));

        assertThat(socketWith("XDG_RUNTIME_DIR", runtime.toString())).hasParent(runtime.resolve("weir"));
    }

    @Test
    void keepsItsSocketElsewhereWhereThatIsNoFolder() throws IOException {
        var file = Files.createFile(sandbox.folder().resolve("runtime"));

        assertThat(socketWith("XDG_RUNTIME_DIR", file.toString())).hasParent(sandbox.state().resolve("run"));
    }

    @Test
    void keepsItsSocketElsewhereWhereThatIsAnothersFolder() throws IOException {
        requireRoot();
        var runtime = Files.createDirectory(sandbox.folder().resolve("runtime"));
        sandbox.run("chown", "1", runtime.toString()).orFail();

        assertThat(socketWith("XDG_RUNTIME_DIR", runtime.toString())).hasParent(sandbox.state().resolve("run"));
        assertThat(runtime).isEmptyDirectory();
    }

    @Test
    void keepsItsSocketElsewhereWhereItsPathWouldBeTooLong() throws IOException {
        var deep = sandbox.folder().resolve("deep".repeat(30));
        var socket = socketWith("XDG_STATE_HOME", state(deep));

        assertThat(socket).exists().doesNotHaveToString(deep.toString());
        sandbox.with("XDG_STATE_HOME", deep.toString()).run(Machine.weir().toString(), "engine", "stop").orFail();
        assertThat(socket.resolveSibling("")).doesNotExist();
    }

    @Test
    void keepsAllWhereTheLastProcessIsPip() throws IOException {
        requireRoot();
        var pip = AuditedPip.in(sandbox);
        for (var round = 1; round <= 2; round++) {
            alone(pip.environment().resolve("bin/python").toString(), launch(), "uninstall", "--yes", "absent")
                    .orFail();
        }

        assertThat(types()).containsExactly(
                "pip.invoked", "weir.verdict", "weir.coverage", "pip.invoked.done",
                "pip.invoked", "weir.verdict", "weir.coverage", "pip.invoked.done");
    }

    @Test
    void doesNotTakeAnEngineForAliveThatNobodyHasBuried() throws IOException {
        requireRoot();
        var pip = AuditedPip.in(sandbox);
        var script = Files.writeString(sandbox.folder().resolve("first.py"), """
                import json, os, signal, subprocess, sys

                def ask():
                    return subprocess.call([sys.executable] + sys.argv[2:])

                def engine():
                    with open(sys.argv[1]) as stream:
                        return json.load(stream)["pid"]

                first = ask()
                killed = engine()
                os.kill(killed, signal.SIGKILL)
                second = ask()
                with open("/proc/%d/stat" % killed) as stream:
                    state = stream.read().rpartition(")")[2].split()[0]
                print(os.getpid(), first, second, state, killed != engine())
                """);

        var said =
                alone(pip.python(), script.toString(), sandbox.state().resolve("run/engine.json").toString(), launch(),
                        "uninstall", "--yes", "absent").orFail();

        assertThat(said.out()).contains("1 0 0 Z True");
    }

    /// Runs a program as the first process of a machine of its own: nobody else waits for processes that have ended.
    private Result alone(String... program) throws IOException {
        var command = new ArrayList<>(List.of("unshare", "--pid", "--fork", "--mount-proc", "--kill-child"));
        command.addAll(List.of(program));
        return sandbox.with("WEIR_HOME", Machine.checkout().resolve("weir-cli/target/home").toString())
                .with("WEIR_LAUNCHER", Machine.weir().toString())
                .run(command);
    }

    private static String launch() {
        return Machine.checkout().resolve("weir-cli/target/home/python/weir_shim/launch.py").toString();
    }

    private List<String> types() throws IOException {
        var types = new ArrayList<String>();
        JournalReader.read(sandbox.state().resolve("journal"), item -> {
            switch (item) {
                case JournalItem.Entry entry -> types.add(entry.json().string("type"));
                case JournalItem.Damaged(var damage) -> types.add(damage.toString());
            }
        });
        return types;
    }

    private Path socketWith(String name, String value) throws IOException {
        var there = sandbox.with(name, value);
        AuditedPip.in(there).run(ASKING).orFail();
        var announced = Announcement.read(there.state().resolve("run").resolve("engine.json"));
        return Path.of(announced.orElseThrow().address());
    }

    /// As the value of `XDG_STATE_HOME`; its engine is ended.
    private String state(Path folder) {
        states.add(folder.resolve("weir"));
        return folder.toString();
    }

    private static void requireRoot() {
        assumeTrue(new UnixSystem().getUid() == 0, "only root can be another user");
    }
}
