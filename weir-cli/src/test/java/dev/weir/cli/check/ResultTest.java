package dev.weir.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.Action;
import dev.weir.api.Digest;
import dev.weir.api.Finding;
import dev.weir.api.Kind;
import dev.weir.api.Rule;
import dev.weir.api.Severity;
import dev.weir.api.Verdict;
import dev.weir.wire.HookFinding;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResultTest {

    private static final Digest DIGEST = Digest.ofHex("a".repeat(64));
    private static final Subject SUBJECT = new Subject("./x-1.0-py3-none-any.whl", Path.of("/x-1.0-py3-none-any.whl"),
            Kind.WHEEL, new Metadata(Optional.of("x"), Optional.of("1.0")));
    private static final HookFinding FOUND = new HookFinding("scan",
            Finding.of(new Rule("scan.eval", Action.DENY), Severity.HIGH, "runs \u001b[2J").at("x.py", 3)
                    .withHelp("Ask."));

    @Test
    void isOneBlockForAReader() {
        assertThat(result(new Verdict.Deny("runs \u001b[2J"), FOUND).text()).containsExactly(
                "./x-1.0-py3-none-any.whl: refused: runs \\x1b[2J",
                "  x 1.0 (wheel) " + DIGEST,
                "  deny scan.eval (high) in x.py:3: runs \\x1b[2J",
                "    Ask.",
                "  weir show r1 tells more");
    }

    @Test
    void saysLittleWhereAllIsWell() {
        assertThat(result(new Verdict.Allow()).text())
                .containsExactly("./x-1.0-py3-none-any.whl: ok", "  x 1.0 (wheel) " + DIGEST);
        assertThat(result(new Verdict.Patched(Path.of("/p"), Digest.ofHex("b".repeat(64)))).text())
                .startsWith("./x-1.0-py3-none-any.whl: ok")
                .endsWith("  a hook would change it before it is built, to sha256:" + "b".repeat(64));
    }

    @Test
    void givesAReasonOfSeveralLinesALineEach() {
        assertThat(Result.unanswered(SUBJECT, "the engine says: first\nsecond").text()).containsExactly(
                "./x-1.0-py3-none-any.whl: undecided: the engine says: first", "    second", "  x 1.0 (wheel)");
    }

    @Test
    void isOneObjectForAProgram() {
        assertThat(result(new Verdict.Deny("no"), FOUND).json().encode())
                .isEqualTo("{\"path\":\"./x-1.0-py3-none-any.whl\","
                        + "\"result\":\"refused\",\"reason\":\"no\",\"kind\":\"wheel\",\"name\":\"x\",\"version\":\"1.0\",\"digest\":\""
                        + DIGEST + "\",\"patched\":null,\"findings\":[" + FOUND.json().encode() + "],\"run\":\"r1\"}");
    }

    @Test
    void makesAnExitCodeOfAllOfThem() {
        var ok = result(new Verdict.Allow());
        var refused = result(new Verdict.Deny("no"));
        var undecided = result(new Verdict.Undecided("who knows"));

        assertThat(Result.exit(List.of(ok, ok))).isZero();
        assertThat(Result.exit(List.of(ok, undecided, refused))).isEqualTo(10);
        assertThat(Result.exit(List.of(undecided, ok))).isEqualTo(11);
        assertThat(Result.exit(List.of(result(new Verdict.Withhold(List.of()))))).isEqualTo(11);
    }

    private static Result result(Verdict verdict, HookFinding... findings) {
        return new Result(SUBJECT, SUBJECT.metadata(), verdict, Optional.of(DIGEST), List.of(findings),
                Optional.of("r1"));
    }
}
