package dev.weir.engine.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.api.Action;
import dev.weir.api.Candidate;
import dev.weir.api.Command;
import dev.weir.api.Finding;
import dev.weir.api.Gate;
import dev.weir.api.GateAction;
import dev.weir.api.Offer;
import dev.weir.api.Rule;
import dev.weir.api.Severity;
import dev.weir.journal.HookRun.Status;
import dev.weir.wire.json.JsonReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Real programs: small shell scripts.
class ProgramHookTest {

    private static final Gate GATE =
            new Gate.Invoked("pip", new Command("25.3", "install", List.of("install", "x"), "op-1", "{}"));
    private static final String NOTHING_FOUND = "printf '{\"schema\":1,\"findings\":[]}'";

    @TempDir
    private Path folder;

    @Test
    void takesAnAnswerWithoutFindings() throws Exception {
        assertThat(ask(NOTHING_FOUND)).isEqualTo(Reply.NOTHING);
    }

    @Test
    void takesFindings() throws Exception {
        var reply = ask("""
                printf '%s' '{"schema":1,"findings":[{"rule":"my.eval","action":"warn","file":"setup.py","line":3,"message":"runs a string","help":"ask"}]}'
                """);

        assertThat(reply.findings()).containsExactly(new Finding(
                new Rule("my.eval", Action.WARN), Severity.MEDIUM, Optional.of("setup.py"), OptionalInt.of(3),
                "runs a string", Optional.of("ask")));
    }

    @Test
    void withholdsCandidates() throws Exception {
        var candidate = new Candidate("2.0", "x-2.0.tar.gz", Optional.empty(), List.of(), Optional.empty(),
                Optional.empty(), Optional.empty());
        var offer = new Gate.Candidates("pip",
                new Offer("25.3", "x", Optional.empty(), List.of(candidate), "op-1", "{}"));

        var reply = ask(script("""
                printf '{"schema":1,"withhold":[{"filename":"x-2.0.tar.gz","reason":"too new"}]}'
                """), offer);

        assertThat(reply.objections()).singleElement()
                .satisfies(objection -> assertThat(objection.reason()).isEqualTo("too new"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "true",
            "printf ' '",
            "printf '{\"schema\":1,\"findings\":[]}{\"schema\":1,\"findings\":[]}'",
            "printf 'ok {\"schema\":1,\"findings\":[]}'",
            "printf '{\"schema\":1,\"findings\":[]} ok'",
            "printf '{\"schema\":2,\"findings\":[]}'",
            "printf '{\"findings\":[]}'",
            "printf '{\"schema\":1}'",
            "printf '{\"schema\":1,\"findings\":[],\"verdict\":\"allow\"}'",
            "printf '{\"schema\":1,\"findings\":[],\"withhold\":[]}'",
            "printf '{\"schema\":1,\"findings\":[{}]}'",
            "printf '{\"schema\":1,\"findings\":[{\"rule\":\"x\",\"action\":\"deny\",\"message\":\"m\"}]}'",
            "printf '{\"schema\":1,\"findings\":[{\"rule\":\"x.y\",\"action\":\"kill\",\"message\":\"m\"}]}'",
            "printf '{\"schema\":1,\"findings\":[{\"rule\":\"x.y\",\"action\":\"deny\",\"message\":\"\"}]}'",
            "printf '{\"schema\":1,\"findings\":[{\"rule\":\"x.y\",\"action\":\"deny\",\"message\":\"m\",\"line\":0}]}'",
            "printf '[]'",
            "printf '{\"schema\":1,\"findings\":[\"\\377\"]}'",
    })
    void doesNotCountAnythingButOneValidObject(String program) {
        assertThatThrownBy(() -> ask(program)).isInstanceOf(HookFailureException.class)
                .hasMessageStartingWith("its answer does not count: ");
    }

    @Test
    void doesNotCountAnAnswerWithAnotherExitStatus() {
        assertThatThrownBy(() -> ask(NOTHING_FOUND + "; echo 'no licence' >&2; exit 3"))
                .isInstanceOf(HookFailureException.class)
                .hasMessage("exit status 3, it says: no licence");
    }

    @Test
    void doesNotCountAnAnswerOfAProgramThatWasKilled() {
        assertThatThrownBy(() -> ask(NOTHING_FOUND + "; kill -9 $$")).isInstanceOf(HookFailureException.class)
                .hasMessageStartingWith("exit status 137");
    }

    @Test
    void failsWhereThereIsNoSuchProgram() {
        var absent = folder.resolve("absent").toString();
        assertThatThrownBy(() -> hook(absent).answer(new Question(GATE, Optional.empty())))
                .isInstanceOf(HookFailureException.class)
                .hasMessageContaining(absent);
    }

    @Test
    void endsAProgramThatWritesWithoutEnd() {
        assertThatThrownBy(() -> ask("while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done"))
                .isInstanceOf(HookFailureException.class)
                .hasMessage("it wrote more than 1048576 bytes");
    }

    @Test
    void doesNotMindMuchOnStandardError() throws Exception {
        assertThat(ask("head -c 300000 /dev/zero >&2; " + NOTHING_FOUND)).isEqualTo(Reply.NOTHING);
    }

    @Test
    void doesNotMindAProgramThatReadsNothing() throws Exception {
        assertThat(ask("exec <&-; " + NOTHING_FOUND)).isEqualTo(Reply.NOTHING);
    }

    @Test
    void tellsTheProgramTheWholeTuple() throws Exception {
        var told = folder.resolve("told");
        ask("cat > " + told + "; " + NOTHING_FOUND);

        var question = JsonReader.read(Files.readAllBytes(told)).asObject("the question");
        assertThat(question.encode()).isEqualTo("{\"schema\":1,\"hook\":\"my-hook\",\"event\":\"pip.invoked\","
                + "\"args\":[1,\"25.3\",\"install\",[\"install\",\"x\"],\"op-1\",\"{}\"],\"artifact\":null}");
    }

    @Test
    void startsItInAnEmptyFolderOfItsOwnThatIsRemoved() throws Exception {
        var where = folder.resolve("where");
        ask("pwd > " + where + "; ls -A >> " + where + "; stat -c %a . >> " + where + "; touch left; " + NOTHING_FOUND);

        var lines = Files.readAllLines(where);
        assertThat(lines).hasSize(2).element(1).isEqualTo("700");
        assertThat(Path.of(lines.getFirst())).doesNotExist();
    }

    @Test
    void marksItsEnvironmentAndKeepsPythonsOut() throws Exception {
        var seen = folder.resolve("seen");
        ask("env > " + seen + "; " + NOTHING_FOUND);

        assertThat(Files.readAllLines(seen)).contains("WEIR_HOOK=1")
                .noneMatch(line -> line.matches("(PYTHON|PIP_|VIRTUAL_ENV|CONDA_|WEIR_(?!HOOK=)).*"));
    }

    @Test
    void killsWhatTheProgramLeavesBehind() throws Exception {
        var child = folder.resolve("child");
        ask("sleep 1000 >/dev/null 2>&1 & echo $! > " + child + "; " + NOTHING_FOUND);

        assertDead(child);
    }

    @Test
    void killsTheWholeGroupAtTheDeadline() throws Exception {
        var child = folder.resolve("child");
        var program = script("sleep 1000 & echo $! > " + child + "; wait");
        var hook = new LoadedHook("my-hook", Set.of(GateAction.INVOKED), LoadedHook.Bits.WELCOME,
                Set.of(), Duration.ofSeconds(1), Optional.of(hook(program)), Optional.empty());

        var asked = new Dispatch(List.of(hook)).ask(GATE, Optional.empty()).getFirst();

        assertThat(asked.run().status()).isEqualTo(Status.TIMED_OUT);
        assertDead(child);
    }

    private static void assertDead(Path child) throws Exception {
        var pid = Long.parseLong(Files.readString(child).strip());
        ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
    }

    private Reply ask(String text) throws Exception {
        return ask(script(text), GATE);
    }

    private Reply ask(Path program, Gate gate) throws Exception {
        return hook(program).answer(new Question(gate, Optional.empty()));
    }

    /// By the shell: a file that has just been written cannot be executed while another thread starts a program.
    private static ProgramHook hook(Path script) {
        return hook("/bin/sh", script.toString());
    }

    private static ProgramHook hook(String... program) {
        return new ProgramHook("my-hook", List.of(program), false, ProcessGroup.ofThisPlatform());
    }

    private Path script(String text) throws Exception {
        return Files.writeString(folder.resolve("hook"), text + "\n");
    }
}
