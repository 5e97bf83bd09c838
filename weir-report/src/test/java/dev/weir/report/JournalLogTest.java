package dev.weir.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.Digest;
import dev.weir.api.Distribution;
import dev.weir.api.Gate;
import dev.weir.api.Objection;
import dev.weir.api.Outcome;
import dev.weir.api.Verdict;
import dev.weir.journal.HookRun;
import dev.weir.journal.JournalRecord;
import dev.weir.report.JournalLog.Shown;
import dev.weir.wire.Mode;
import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JournalLogTest {

    private static final Digest OTHER = Digest.ofHex("fedcba9876543210".repeat(4));

    @TempDir
    Path temporary;

    private Path folder;
    private Story story;

    @BeforeEach
    void nameAFolder() {
        folder = temporary.resolve("journal");
        story = Story.of(folder, "r1");
    }

    @Test
    void tellsARunFromItsCommandToItsEnd() throws IOException {
        var root = story.invoked("install", "simple");
        story.begins(root).passes(story.candidates("simple")).passes(story.install("simple"))
                .ends(root, Outcome.OK);

        assertThat(text()).isEqualTo("""
                run r1, 2026-11-24 10:00:00 +00:00, u@box: ok
                  pip install simple
                  pip 26.3, Python 3.14.0, /w/venv
                  install    simple 1.0 (wheel)              allow     ok        sha256:0123456789ab
                """);
    }

    @Test
    void saysWhatWasRefusedAndWhy() throws IOException {
        var root = story.invoked("install", "simple");
        var install = story.install("simple");
        story.begins(root)
                .judged(install, new Verdict.Deny("is on the list"), List.of(Story.finding("on the list, line 1")))
                .ends(install, Outcome.REFUSED, "is on the list")
                .ends(root, Outcome.FAILED, "is on the list");

        assertThat(text()).isEqualTo("""
                run r1, 2026-11-24 10:00:00 +00:00, u@box: refused: is on the list
                  pip install simple
                  pip 26.3, Python 3.14.0, /w/venv
                  install    simple 1.0 (wheel)              deny      refused   sha256:0123456789ab
                      reason: is on the list
                      deny names.denied (high) in setup.py:3: on the list, line 1
                        Ask the authors why.
                """);
    }

    @Test
    void tellsOfEverythingElseThatWasSaidAtAGate() throws IOException {
        var root = story.invoked("install", "simple");
        var candidates = story.candidates("simple");
        var patched = story.install("a");
        var late = story.install("b");
        story.begins(root)
                .judged(candidates, new Verdict.Withhold(List.of(new Objection("simple-2.tar.gz", "too new"))),
                        List.of())
                .ends(candidates, Outcome.OK)
                .changed(patched, OTHER)
                .judged(patched, new Verdict.Patched(Path.of("/w/patched"), OTHER), List.of())
                .ends(patched, Outcome.FAILED, "exit status 1")
                .judged(late, new Verdict.Undecided("hook my-scan: took too long"), List.of(),
                        new HookRun("names", HookRun.Status.ANSWERED, Optional.empty(), 1),
                        new HookRun("my-scan", HookRun.Status.TIMED_OUT, Optional.of("took too long"), 30_000))
                .ends(root, Outcome.FAILED, "could not be decided");

        assertThat(text()).isEqualTo("""
                run r1, 2026-11-24 10:00:00 +00:00, u@box: could not be decided: hook my-scan: took too long
                  pip install simple
                  pip 26.3, Python 3.14.0, /w/venv
                  candidates simple>=1 (0 files)             withhold  ok
                      withheld simple-2.tar.gz: too new
                  install    a 1.0 (wheel)                   patched   failed    sha256:0123456789ab
                      changed in the installer's process, now sha256:fedcba987654
                      patched, now sha256:fedcba987654
                      failed: exit status 1
                  install    b 1.0 (wheel)                   undecided -         sha256:0123456789ab
                      reason: hook my-scan: took too long
                      hook my-scan timed-out: took too long
                """);
    }

    @Test
    void tellsOfWhatACommandHasLeft() throws IOException {
        var root = story.invoked("install", "simple");
        story.begins(root).leaves(root, "/site/evil-1.0.dist-info").ends(root, Outcome.CANCELLED, "evil is new");

        assertThat(text()).isEqualTo("""
                run r1, 2026-11-24 10:00:00 +00:00, u@box: refused: /site/evil-1.0.dist-info is new
                  pip install simple
                  pip 26.3, Python 3.14.0, /w/venv
                  invoked    pip install simple              allow     cancelled
                      failed: /site/evil-1.0.dist-info is new
                """);
    }

    @Test
    void tellsOfARefusalInTheInstallersProcess() throws IOException {
        var install = story.install("simple");
        story.begins(story.invoked("install", "simple")).raised(install, "typosquat").ends(install, Outcome.REFUSED,
                "builtins.ValueError: typosquat");

        assertThat(text()).isEqualTo("""
                run r1, 2026-11-24 10:00:00 +00:00, u@box: refused: builtins.ValueError: typosquat
                  pip install simple
                  pip 26.3, Python 3.14.0, /w/venv
                  install    simple 1.0 (wheel)              refused   refused   sha256:0123456789ab
                      refused in the installer's process by builtins.ValueError: typosquat
                """);
    }

    @Test
    void tellsWhatModeObserveLetThrough() throws IOException {
        story = Story.of(folder, "r1", "u", Mode.OBSERVE);
        var root = story.invoked("install", "simple");
        var candidates = story.candidates("simple");
        var install = story.install("simple");
        var patched = story.install("a");
        story.begins(root)
                .judged(candidates, new Verdict.Withhold(List.of(new Objection("simple-2.tar.gz", "too new"))),
                        List.of())
                .ends(candidates, Outcome.OK)
                .judged(patched, new Verdict.Patched(Path.of("/w/patched"), OTHER), List.of())
                .judged(install, new Verdict.Deny("is on the list"), List.of())
                .ends(install, Outcome.OK)
                .raised(install, "typosquat")
                .ends(root, Outcome.OK);

        assertThat(text()).isEqualTo("""
                run r1, 2026-11-24 10:00:00 +00:00, u@box: ok
                  pip install simple
                  pip 26.3, Python 3.14.0, /w/venv
                  mode observe: nothing is stopped; mode enforce would have ended it: refused: is on the list
                  candidates simple>=1 (0 files)             withhold  ok
                      would have withheld simple-2.tar.gz: too new
                  install    a 1.0 (wheel)                   patched   -         sha256:0123456789ab
                      would have patched, now sha256:fedcba987654
                  install    simple 1.0 (wheel)              refused   ok        sha256:0123456789ab
                      reason: is on the list
                      would have refused in the installer's process by builtins.ValueError: typosquat
                """);
    }

    @Test
    void tellsOfModeObserveWhereNothingWasFound() throws IOException {
        story = Story.of(folder, "r1", "u", Mode.OBSERVE);
        story.passes(story.invoked("install", "simple"));

        assertThat(text()).contains(": ok\n", "\n  mode observe: nothing is stopped\n");
    }

    @Test
    void tellsOfARefusedCommandAndOfNestedOnes() throws IOException {
        var root = story.invoked("install", "simple");
        story.judged(root, new Verdict.Deny("not today"), List.of()).passes(story.nested("install", "setuptools"));

        assertThat(text()).contains("""
                u@box: refused: not today
                  pip install simple
                  pip 26.3, Python 3.14.0, /w/venv
                  invoked    pip install simple              deny      -
                      reason: not today
                  invoked    pip install setuptools          allow     ok
                """);
    }

    @Test
    void putsTheRunThatBeganLastAtTheEnd() throws IOException {
        var second = Story.of(folder, "r2");
        story.begins(story.invoked("install", "a"));
        second.passes(second.invoked("download", "b"));
        story.ends(story.invoked("install", "a"), Outcome.CANCELLED, "Ctrl-C");

        assertThat(text()).isEqualTo("""
                run r1, 2026-11-24 10:00:00 +00:00, u@box: cancelled: Ctrl-C
                  pip install a
                  pip 26.3, Python 3.14.0, /w/venv

                run r2, 2026-11-24 10:00:00 +00:00, u@box: ok
                  pip download b
                  pip 26.3, Python 3.14.0, /w/venv
                """);
    }

    @Test
    void doesNotMakeUpAnEnd() throws IOException {
        story.begins(story.invoked("install", "simple"));

        assertThat(text()).startsWith("run r1, 2026-11-24 10:00:00 +00:00, u@box: no end is known\n");
    }

    @Test
    void saysThatHooksMayFailWithoutAConsequence() throws IOException {
        story = Story.of(folder, "r1", "u", "my-scan");
        story.begins(story.invoked("install", "simple"));

        assertThat(text()).endsWith("""
                  pip 26.3, Python 3.14.0, /w/venv
                  open: hook my-scan may fail without a consequence
                """);
    }

    @Test
    void tellsTheTimeOfTheReader() throws IOException {
        story.begins(story.invoked("install", "simple"));

        assertThat(show(Selection.ALL, ZoneId.of("Asia/Kolkata")).text())
                .startsWith("run r1, 2026-11-24 15:30:00 +05:30, ");
    }

    @Test
    void namesWhatAskedForADistributionThatHasNoNameYet() throws IOException {
        story.begins(new Gate.Build("pip",
                new Distribution("26.3", "directory", Optional.empty(), Optional.empty(), Optional.empty(),
                        Optional.empty(), List.of("./x"), Optional.empty(), Optional.empty(), Optional.of("/w/x"),
                        1 | 8 | 16 | 512, Optional.empty(), "o", "{\"hook\":\"build_wheel\"}")));

        assertThat(text()).contains("  build      ./x (directory, editable, build-dependency) build_wheel  allow ");
    }

    @Test
    void leavesNothingInTheTextThatATerminalWouldObey() throws IOException {
        var evil = "a\u001b[2Jb\u009bc\u007fd\re\nf\u202eg\u2066h\u2028i\u200bj\ue000k\ud83d\udc0dl\udb40\udc41";
        story = Story.of(folder, evil, evil, evil);
        var install = story.install(evil);
        story.begins(story.invoked("install", evil)).changed(install, OTHER)
                .judged(install, new Verdict.Deny(evil), List.of(Story.finding(evil)),
                        new HookRun(evil, HookRun.Status.FAILED, Optional.of(evil), 1))
                .ends(install, Outcome.REFUSED, evil + evil).raised(story.install(evil + "2"), evil);
        story.tell(damage(evil));

        var text = text();
        assertThat(text).contains(
                "a\\x1b[2Jb\\x9bc\\x7fd\\x0de\\x0af\\u202eg\\u2066h\\u2028i\\u200bj\\ue000k\ud83d\udc0dl\\U000e0041");
        assertThat(text.codePoints().filter(point -> point != '\n')).noneMatch(JournalLogTest::isObeyed);
    }

    private static boolean isObeyed(int point) {
        return Character.isISOControl(point) || Character.getType(point) == Character.FORMAT || point == 0x2028;
    }

    @Test
    void putsArgumentsInQuotesWhereTheirEndsCouldNotBeSeen() throws IOException {
        story.begins(story.invoked("install", "a b", "", "it's", "urllib3<2", "café", "$HOME"));

        assertThat(text()).contains("  pip install 'a b' '' 'it'\\''s' urllib3<2 café '$HOME'\n");
    }

    @Test
    void showsRecordsAsTheyAreStored() throws IOException {
        story.passes(story.invoked("install", "café \u009b"));

        var lines = Files.readAllLines(folder.resolve("00000001.jsonl"));
        assertThat(json(Selection.ALL).text().lines()).isEqualTo(lines.subList(1, lines.size()));
    }

    @ParameterizedTest
    @CsvSource({"'', 0, r1 r2 x3", "'', 1, x3", "'', 2, r2 x3", "'', 9, r1 r2 x3", "r, 0, r1 r2", "r, 1, r2",
            "x3, 0, x3", "r1, 5, r1"})
    void showsTheRunsThatAreWanted(String prefix, int count, String expected) throws IOException {
        for (var run : List.of("r1", "r2", "x3")) {
            var other = Story.of(folder, run);
            other.begins(other.invoked("install", run));
        }
        story.ends(story.invoked("install", "r1"), Outcome.OK);
        var selection = new Selection(run(prefix), count == 0 ? OptionalInt.empty() : OptionalInt.of(count));

        assertThat(show(selection, ZoneOffset.UTC).text().lines().filter(line -> line.startsWith("run "))
                .map(line -> line.substring(4, 6))).containsExactly(expected.split(" ", -1));
        assertThat(json(selection).text().lines().map(line -> line.replaceAll(".*\"run\":\"(..)\".*", "$1")).distinct())
                .containsExactly(expected.split(" ", -1));
        assertThat(json(selection).shown().orElseThrow().runs()).isEqualTo(expected.split(" ", -1).length);
    }

    @Test
    void leavesOutWhatBelongsToNoRunWhereRunsAreChosen() throws IOException {
        story.begins(story.invoked("install", "simple")).tell(damage("once"));

        assertThat(text()).contains("damage was found");
        assertThat(show(of(run("r1")), ZoneOffset.UTC).text())
                .contains("pip install simple").doesNotContain("damage");
    }

    @ParameterizedTest
    @CsvSource({
            "simple-name, '', '', i-Simple.Name c-Simple.Name",
            "'', pip.install, '', i-Simple.Name i-b i-c",
            "'', pip.candidates, '', c-Simple.Name",
            "'', '', deny, i-b",
            "'', '', refused, i-c",
            "'', '', allow, i-Simple.Name c-Simple.Name root",
            "b, pip.install, deny, i-b",
            "b, pip.install, allow, ''",
            "none, '', '', ''"})
    void showsTheStepsThatFit(String project, String event, String verdict, String expected) throws IOException {
        tellOfFourSteps();
        var selection = of(steps(project, event, verdict));

        var operations = json(selection).text().lines()
                .map(line -> line.replaceAll(".*\"operation\":\"r1-([^\"]*)\".*", "$1")).distinct();
        assertThat(operations).containsExactlyInAnyOrder(
                expected.isEmpty() ? new String[0] : expected.split(" ", -1));
        assertThat(show(selection, ZoneOffset.UTC).text().lines().skip(3).filter(line -> !line.startsWith("   ")))
                .hasSize(expected.isEmpty() ? 0 : expected.split(" ", -1).length);
    }

    private void tellOfFourSteps() throws IOException {
        var denied = story.install("b");
        var root = story.invoked("install", "b");
        story.begins(root).passes(story.candidates("Simple.Name")).passes(story.install("Simple.Name"))
                .judged(denied, new Verdict.Deny("no"), List.of()).ends(denied, Outcome.REFUSED, "no")
                .raised(story.install("c"), "typosquat").ends(root, Outcome.FAILED, "no").tell(damage("once"));
    }

    @Test
    void showsAllRecordsOfAStepThatFits() throws IOException {
        tellOfFourSteps();

        assertThat(json(of(steps("", "", "deny"))).text().lines()
                .map(line -> line.replaceAll(".*\"type\":\"([^\"]*)\".*", "$1")))
                .containsExactly("pip.install", "weir.verdict", "pip.install.done");
    }

    @Test
    void tellsOfTheRunOfAStepThatFits() throws IOException {
        tellOfFourSteps();

        assertThat(show(of(steps("b", "", "")), ZoneOffset.UTC).text()).isEqualTo("""
                run r1, 2026-11-24 10:00:00 +00:00, u@box: refused: no
                  pip install b
                  pip 26.3, Python 3.14.0, /w/venv
                  install    b 1.0 (wheel)                   deny      refused   sha256:0123456789ab
                      reason: no
                """);
    }

    @ParameterizedTest
    @CsvSource({
            "2026-11-24T10:00:00Z, '', r1",
            "2026-11-24T10:00:00.000001Z, '', ''",
            "'', 2026-11-24T10:00:00Z, ''",
            "'', 2026-11-24T10:00:00.000001Z, r1",
            "2026-11-24T09:00:00Z, 2026-11-24T11:00:00Z, r1"})
    void showsWhatBeganInATime(String since, String until, String expected) throws IOException {
        story.begins(story.invoked("install", "simple")).tell(damage("once"));
        var shown = show(of(time(since, until)), ZoneOffset.UTC);

        assertThat(shown.text().contains("run r1")).isEqualTo(!expected.isEmpty());
        assertThat(shown.text().contains("damage was found")).isEqualTo(!expected.isEmpty());
        assertThat(json(of(time(since, until))).text().lines()).hasSize(expected.isEmpty() ? 0 : 3);
    }

    @Test
    void countsTheNewestRunsAmongThoseThatFit() throws IOException {
        for (var run : List.of("r1", "r2", "r3")) {
            var other = Story.of(folder, run);
            other.judged(other.install(run.equals("r3") ? "x" : "simple"), new Verdict.Deny("no"), List.of());
        }
        var selection = new Selection(steps("simple", "", ""), OptionalInt.of(1));

        assertThat(show(selection, ZoneOffset.UTC).text()).contains("run r2, ").doesNotContain("run r1, ", "run r3, ");
    }

    @Test
    void tellsOfARemovedSegment() throws IOException {
        story.tell(retention(0), retention(2));

        assertThat(text()).isEqualTo("""
                journal, 2026-11-24 10:00:00 +00:00: segment 1 was removed by keep-days (3 records, 2 bytes, up to the line sha256:0)

                journal, 2026-11-24 10:00:00 +00:00: segment 1 was removed by keep-days (3 records, 2 bytes, up to the line sha256:0); not all of it did fit: 2 places
                """);
    }

    private static JournalRecord retention(int damage) {
        return new JournalRecord("/box/u/1", "weir.retention", Optional.empty(), Optional.empty(), Optional.empty(),
                JsonObject.builder().put("segment", 1).put("bytes", 2).put("records", 3).put("damage", damage)
                        .put("head", "sha256:0").put("reason", "keep-days").build());
    }

    @Test
    void countsNoRunsWhereNoneIsWanted() throws IOException {
        story.begins(story.invoked("install", "simple"));
        var none = of(run("r2"));

        assertThat(json(none)).isEqualTo(new Result("", Optional.of(new Shown(0, List.of()))));
    }

    @Test
    void knowsThatThereIsNoJournal() throws IOException {
        assertThat(json(Selection.ALL)).isEqualTo(new Result("", Optional.empty()));
        assertThat(show(new Selection(Filter.NONE, OptionalInt.of(1)), ZoneOffset.UTC).shown()).isEmpty();
    }

    @Test
    void tellsOfDamageThatWasMended() throws IOException {
        story.begins(story.invoked("install", "simple"));
        append("{\"torn");
        story.ends(story.invoked("install", "simple"), Outcome.OK);

        assertThat(show(Selection.ALL, ZoneOffset.UTC)).satisfies(result -> {
            assertThat(result.text()).startsWith("run r1, ").contains("u@box: ok\n").endsWith(
                    ": a write was cut short; it was never acknowledged (6 bytes, kept in 00000001.torn-1)\n");
            assertThat(result.shown().orElseThrow().problems()).isEmpty();
        });
    }

    @Test
    void reportsALastLineThatIsTorn() throws IOException {
        story.passes(story.invoked("install", "simple"));
        var size = Files.size(folder.resolve("00000001.jsonl"));
        append("{\"torn");

        assertThat(json(Selection.ALL).text().lines()).hasSize(3);
        assertThat(problems()).containsExactly(
                folder + "/00000001.jsonl:5:" + size + ": the line is cut off");
    }

    @Test
    void showsEverythingAroundDamage() throws IOException {
        story.begins(story.invoked("install", "simple"));
        append("garbage \u001b[2J\n");
        append("{\"specversion\":\"1.0\",\"id\":\"\\u001b\",\"source\":\"\",\"type\":\"pip.later\",\"time\":\"now\",\"run\":\"r1\","
                + "\"data\":{\"args\":[]},\"chain\":\"" + "0".repeat(64) + "\"}\n");
        story.passes(story.install("simple"));

        assertThat(text()).contains("  pip install simple\n").contains("simple 1.0 (wheel) ").contains("journal, ");
        assertThat(problems()).hasSize(3).first().asString()
                .startsWith(folder + "/00000001.jsonl:4:").contains(": no record: ");
        assertThat(problems().get(1)).startsWith(folder + "/00000001.jsonl:5:").contains("the chain is broken");
        assertThat(problems().get(2)).isEqualTo(folder
                + "/00000001.jsonl:5: this record is not understood: event `pip.later`: the contract has no event of this name");
        assertThat(String.join("", problems()).chars()).noneMatch(Character::isISOControl);
        assertThat(json(Selection.ALL).text()).contains("pip.later");
    }

    @Test
    void showsWhatIsLeftOfARunWhoseGatesAreGone() throws IOException {
        var install = story.install("simple");
        story.judged(install, new Verdict.Deny("no"), List.of());
        var file = folder.resolve("00000001.jsonl");
        Files.writeString(file, Files.readString(file).replaceFirst("\\{[^\n]*pip.install\",\"subject[^\n]*", "gone"));

        assertThat(text()).isEqualTo("""
                run r1, 2026-11-24 10:00:00 +00:00, u@box: refused: no
                  (what was asked for is not known)
                  pip 26.3, Python 3.14.0, /w/venv
                  install    pkg:pypi/simple@1.0             deny      -         sha256:0123456789ab
                      reason: no
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{}",
            "{\"event\":\"pip.install\"}",
            "{\"event\":1,\"client\":{}}",
            "{\"event\":\"pip.later\",\"client\":{\"user\":\"u\",\"host\":\"h\"}}"})
    void saysWhereARecordIsThatItDoesNotUnderstand(String data) throws IOException {
        var json = JsonReader.read(data).asObject("data");
        story.tell(new JournalRecord("/box/u/1", "weir.verdict", Optional.empty(), Optional.of("r0"), Optional.of("o"),
                json)).passes(story.install("simple"));

        assertThat(text()).contains("simple 1.0 (wheel) ");
        assertThat(problems()).singleElement().asString()
                .startsWith(folder + "/00000001.jsonl:2: this record is not understood: ");
    }

    private static JournalRecord damage(String problem) {
        return new JournalRecord("/box/u/1", "weir.damage", Optional.empty(), Optional.empty(), Optional.empty(),
                JsonObject.builder().put("segment", 1).put("offset", 5).put("bytes", 7).put("kept", "00000001.torn-1")
                        .put("problem", problem).build());
    }

    private void append(String text) throws IOException {
        Files.writeString(folder.resolve("00000001.jsonl"), text, StandardOpenOption.APPEND);
    }

    private static Selection of(Filter filter) {
        return new Selection(filter, OptionalInt.empty());
    }

    private static Filter run(String prefix) {
        return new Filter(Optional.of(prefix).filter(text -> !text.isEmpty()), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Filter steps(String project, String event, String verdict) {
        return new Filter(Optional.empty(), given(project), given(event), given(verdict), Optional.empty(),
                Optional.empty());
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(word -> !word.isEmpty());
    }

    private static Filter time(String since, String until) {
        return new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                given(since).map(Instant::parse), given(until).map(Instant::parse));
    }

    private record Result(String text, Optional<Shown> shown) {}

    private String text() throws IOException {
        return show(Selection.ALL, ZoneOffset.UTC).text();
    }

    private List<String> problems() throws IOException {
        return show(Selection.ALL, ZoneOffset.UTC).shown().orElseThrow().problems();
    }

    private Result show(Selection selection, ZoneId zone) throws IOException {
        var text = new StringWriter();
        var shown = new JournalLog(folder, selection).text(new PrintWriter(text), zone);
        return new Result(text.toString(), shown);
    }

    private Result json(Selection selection) throws IOException {
        var text = new StringWriter();
        var shown = new JournalLog(folder, selection).json(new PrintWriter(text));
        return new Result(text.toString(), shown);
    }
}
