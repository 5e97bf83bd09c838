package dev.weir.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.Candidate;
import dev.weir.api.Command;
import dev.weir.api.Digest;
import dev.weir.api.Distribution;
import dev.weir.api.Gate;
import dev.weir.api.Offer;
import dev.weir.api.Outcome;
import dev.weir.api.Verdict;
import dev.weir.journal.HookRun;
import dev.weir.wire.Mode;
import dev.weir.wire.json.JsonNull;
import dev.weir.wire.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalShowTest {

    private static final int WIDE = 200;

    @TempDir
    Path temporary;

    private Path folder = Path.of("unset");
    private Story story = Story.of(folder, "r1");

    @BeforeEach
    void nameAFolder() {
        folder = temporary.resolve("journal");
        story = Story.of(folder, "r1");
    }

    /// A command installs an sdist, which starts another command for its build requirement, which is refused.
    private void tellOfANestedRefusal() throws IOException {
        var root = story.invoked("install", "app");
        var app = below(story.install("app"), "r1-root");
        var nested = new Gate.Invoked("pip",
                new Command("26.3", "install", List.of("install", "evil"), "r1-nested", "{\"parent\":\"r1-i-app\"}"));
        var evil = below(story.install("evil"), "r1-nested");
        story.begins(root).begins(app);
        story.after(Duration.ofMillis(1200)).begins(nested);
        story.after(Duration.ofMillis(1500)).judged(evil, new Verdict.Deny("is on the list"),
                List.of(Story.finding("on the list, line 1")),
                new HookRun("names", HookRun.Status.ANSWERED, Optional.empty(), 3));
        story.after(Duration.ofMillis(1512)).ends(evil, Outcome.REFUSED, "is on the list");
        story.after(Duration.ofSeconds(3)).ends(nested, Outcome.FAILED, "is on the list")
                .ends(app, Outcome.FAILED, "no build requirement");
        story.after(Duration.ofSeconds(65)).ends(root, Outcome.FAILED, "is on the list");
    }

    private static Gate below(Gate gate, String parent) {
        var about = ((Gate.DistributionGate) gate).distribution();
        return new Gate.Install("pip", new Distribution(about.installerVersion(), about.kind(), about.name(),
                about.version(), about.url(), about.specifier(), about.chain(), about.hashes(), about.filename(),
                about.path(), about.flags(), about.digest(), about.operation(), "{\"parent\":\"" + parent + "\"}"));
    }

    @Test
    void showsWhatStartedWhatAndHowLongItTook() throws IOException {
        tellOfANestedRefusal();

        assertThat(text("r1", WIDE)).isEqualTo("""
                run r1: refused: is on the list
                  pip install app
                  began      2026-11-24 10:00:00 +00:00
                  ended      2026-11-24 10:01:05 +00:00, took 1:05 min
                  by         u (uid 1000) on box, process 7, started by process 1
                  installer  pip 26.3, Python 3.14.0
                  folder     /w
                  into       /w/venv
                  indexes    https://index.example/simple
                  settings   sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
                  engine     0f3a
                  mode       enforce

                id        verdict   ended         took  step
                r1-root   allow     failed    1:05 min  invoked pip install app
                r1-i-app  allow     failed       3.0 s  └─ install app 1.0 (wheel)  sha256:0123456789ab
                          failed: no build requirement
                r1-neste  allow     failed       1.8 s     └─ invoked pip install evil
                          failed: is on the list
                r1-i-evi  deny      refused      12 ms        └─ install evil 1.0 (wheel)  sha256:0123456789ab
                          reason: is on the list
                          deny names.denied (high) in setup.py:3: on the list, line 1
                            Ask the authors why.
                """);
    }

    @Test
    void saysWhatModeObserveLetThrough() throws IOException {
        story = Story.of(folder, "r1", "u", Mode.OBSERVE);
        tellOfANestedRefusal();

        assertThat(text("r1", WIDE)).startsWith("""
                run r1: failed: is on the list
                  pip install app
                  mode observe: nothing is stopped; mode enforce would have ended it: refused: is on the list
                """).contains("\n  mode       observe\n");
    }

    @Test
    void showsAnOperationWithEachArgumentAndWhatItStarted() throws IOException {
        tellOfANestedRefusal();

        assertThat(text("r1-nested", WIDE)).isEqualTo("""
                operation r1-nested: allow, failed
                  pip.invoked pip install evil
                  run        r1
                  started by r1-i-app
                  began      2026-11-24 10:00:01 +00:00
                  ended      2026-11-24 10:00:03 +00:00, took 1.8 s
                  judged     -
                  by         u (uid 1000) on box, process 7, started by process 1
                  installer  pip 26.3, Python 3.14.0
                  folder     /w
                  into       /w/venv
                  indexes    https://index.example/simple
                  settings   sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
                  engine     0f3a
                  mode       enforce

                  contract           1
                  installer_version  26.3
                  command            install
                  argv               install evil
                  operation          r1-nested
                  extra              parent: r1-i-app

                id        verdict   ended         took  step
                r1-neste  allow     failed       1.8 s  invoked pip install evil
                          failed: is on the list
                r1-i-evi  deny      refused      12 ms  └─ install evil 1.0 (wheel)  sha256:0123456789ab
                          reason: is on the list
                          deny names.denied (high) in setup.py:3: on the list, line 1
                            Ask the authors why.
                """);
    }

    @Test
    void showsEveryArgumentOfADistribution() throws IOException {
        story.begins(new Gate.Build("pip",
                new Distribution("26.3", "sdist", Optional.of("a"), Optional.empty(), Optional.of("https://e/a.tar.gz"),
                        Optional.of(""), List.of("a", "b"), Optional.of(List.of("sha256:1", "sha256:2")),
                        Optional.empty(), Optional.of("/w/a"), 10, Optional.of(Story.DIGEST), "o",
                        "{\"hook\":\"build_wheel\",\"archive\":{\"path\":\"/w/a.tar.gz\"},\"left_out\":[]}")));

        assertThat(text("o", WIDE)).contains("""
                  kind               sdist
                  name               a
                  version            -
                  url                https://e/a.tar.gz
                """).contains("""
                  chain              a
                                     b
                  hashes             sha256:1
                                     sha256:2
                  filename           -
                  path               /w/a
                  flags              10 (pinned, user-requested)
                """).contains("""
                  extra              hook: build_wheel
                                     archive: path /w/a.tar.gz
                                     left_out: -
                """);
    }

    @Test
    void showsEachCandidate() throws IOException {
        var candidate = new Candidate("1.0", "a-1.0.tar.gz", Optional.empty(), List.of("sha256:1"), Optional.empty(),
                Optional.empty(), Optional.of(">=3.9"));
        story.begins(new Gate.Candidates("pip",
                new Offer("26.3", "a", Optional.empty(), List.of(candidate), "o", "{}")));

        assertThat(text("o", WIDE)).contains("  candidates         version 1.0, filename a-1.0.tar.gz, url -, "
                + "hashes sha256:1, yanked -, upload_time -, requires_python >=3.9\n");
        assertThat(json("o").objects("operations").getFirst().object("arguments").objects("candidates"))
                .singleElement().satisfies(one -> assertThat(one.string("filename")).isEqualTo("a-1.0.tar.gz"));
    }

    @Test
    void showsTheHooksThatWereAskedAndWhatTheyAllowed() throws IOException {
        story = Story.of(folder, "r1", "u", "my-scan");
        story.judged(story.install("a"), new Verdict.Undecided("took too long"), List.of(),
                new HookRun("names", HookRun.Status.ANSWERED, Optional.empty(), 3),
                new HookRun("my-scan", HookRun.Status.TIMED_OUT, Optional.of("took too long"), 30_000));

        assertThat(text("r1-i-a", WIDE)).contains("""
                  judged     sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
                  hook       names answered in 3 ms
                  hook       my-scan timed-out in 30000 ms: took too long
                """).contains("  open       these hooks may fail without a consequence: my-scan\n");
    }

    @Test
    void keepsToTheWidthOfTheTerminal() throws IOException {
        tellOfANestedRefusal();

        assertThat(text("r1", 60)).contains("""
                r1-i-evi  deny      refused      12 ms        └─ install evil 1.0
                                                                 (wheel)
                                                                 sha256:0123456789ab
                          reason: is on the list
                          deny names.denied (high) in setup.py:3: on the
                            list, line 1
                            Ask the authors why.
                """).contains("""
                  by         u (uid 1000) on box, process 7, started by
                             process 1
                """);
    }

    @Test
    void showsAllOfARunAsOneJsonObject() throws IOException {
        tellOfANestedRefusal();
        var json = json("r1");

        assertThat(json.string("run")).isEqualTo("r1");
        assertThat(json.string("result")).isEqualTo("refused: is on the list");
        assertThat(json.integer("milliseconds")).isEqualTo(65_000);
        assertThat(json.objects("operations"))
                .map(step -> step.string("operation") + " " + step.integer("depth") + " "
                        + step.stringOrNull("parent").orElse("-"))
                .containsExactly("r1-root 0 -", "r1-i-app 1 r1-root", "r1-nested 2 r1-i-app", "r1-i-evil 3 r1-nested");
        assertThat(json.objects("operations").getLast()).satisfies(evil -> {
            assertThat(evil.string("event")).isEqualTo("pip.install");
            assertThat(evil.string("verdict")).isEqualTo("deny");
            assertThat(evil.string("outcome")).isEqualTo("refused");
            assertThat(evil.string("began")).isEqualTo("2026-11-24T10:00:01.500Z");
            assertThat(evil.integer("milliseconds")).isEqualTo(12);
            assertThat(evil.objects("findings").getFirst().integer("line")).isEqualTo(3);
            assertThat(evil.object("arguments").object("extra").string("parent")).isEqualTo("r1-nested");
            assertThat(evil.object("client").string("cwd")).isEqualTo("/w");
        });
    }

    @Test
    void showsAnOperationAsOneJsonObject() throws IOException {
        tellOfANestedRefusal();

        assertThat(json("r1-i-app").objects("operations")).map(step -> step.string("operation"))
                .containsExactly("r1-i-app", "r1-nested", "r1-i-evil");
        assertThat(json("r1-i-app").members()).containsOnlyKeys("run", "operations");
    }

    @Test
    void showsWhatHappenedInTheInstallersProcess() throws IOException {
        var other = Digest.ofHex("fedcba9876543210".repeat(4));
        story.changed(story.install("a"), other).raised(story.install("a"), "typosquat");

        var step = json("r1").objects("operations").getFirst();
        assertThat(step.object("refusal").string("message")).isEqualTo("typosquat");
        assertThat(step.strings("changed")).containsExactly(other.text());
        assertThat(List.of("verdict", "digest", "findings", "outcome", "began", "milliseconds"))
                .allSatisfy(name -> assertThat(step.get(name)).isEqualTo(JsonNull.NULL));
        assertThat(text("r1", WIDE)).contains("r1-i-a    refused   -                -  install a 1.0 (wheel)",
                "(what was asked for is not known)", "refused in the installer's process by ");
    }

    @Test
    void showsWhatACommandHasLeft() throws IOException {
        var root = story.invoked("install", "simple");
        story.begins(root).leaves(root, "/site/evil-1.0.dist-info");

        var coverage = json("r1").objects("operations").getFirst().object("coverage");
        assertThat(coverage.string("reason")).isEqualTo("/site/evil-1.0.dist-info is new");
        assertThat(coverage.strings("places")).containsExactly("/site");
        assertThat(coverage.objects("changes")).map(change -> change.string("path") + " " + change.get("run").encode())
                .containsExactly("/site/evil-1.0.dist-info null");
        assertThat(text("r1", WIDE)).contains("failed: /site/evil-1.0.dist-info is new");
    }

    @Test
    void showsEachStepOnceWhateverTheySayOfEachOther() throws IOException {
        story.begins(below(story.install("a"), "r1-i-b")).begins(below(story.install("b"), "r1-i-a"))
                .begins(below(story.install("c"), "r1-i-c")).begins(below(story.install("d"), "elsewhere"));

        assertThat(json("r1").objects("operations"))
                .map(step -> step.string("operation") + " " + step.integer("depth"))
                .containsExactly("r1-i-c 0", "r1-i-d 0", "r1-i-a 0", "r1-i-b 1");
    }

    @Test
    void staysReadableWhereStepsStandVeryDeep() throws IOException {
        story.begins(story.install("0"));
        for (var depth = 1; depth < 60; depth++) {
            story.begins(below(story.install("" + depth), "r1-i-" + (depth - 1)));
        }

        assertThat(text("r1", WIDE).lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(150));
        assertThat(json("r1").objects("operations").getLast().integer("depth")).isEqualTo(59);
    }

    @Test
    void leavesNothingInTheTextThatATerminalWouldObey() throws IOException {
        var evil = "a\u001b[2Jb\nc\u202e";
        story = Story.of(folder, evil, evil, evil);
        story.judged(story.install(evil), new Verdict.Deny(evil), List.of(Story.finding(evil)),
                new HookRun(evil, HookRun.Status.FAILED, Optional.of(evil), 1))
                .begins(story.invoked("install", evil));

        for (var id : List.of(evil, evil + "-i-" + evil, evil + "-root")) {
            assertThat(text(id, 60).chars().filter(point -> point != '\n'))
                    .noneMatch(point -> Character.isISOControl(point) || point == 0x202e);
        }
    }

    @Test
    void reportsDamageAndWhatIsNotUnderstoodAndShowsTheRest() throws IOException {
        story.begins(story.install("a"));
        append("garbage\n");
        append("{\"specversion\":\"1.0\",\"id\":\"x\",\"source\":\"\",\"type\":\"pip.later\",\"time\":\"now\",\"run\":\"r1\","
                + "\"operation\":\"o\",\"data\":{\"args\":[]},\"chain\":\"" + "0".repeat(64) + "\"}\n");
        story.begins(story.install("b"));

        assertThat(show("r1").problems()).hasSize(3).last().asString()
                .isEqualTo(folder
                        + "/00000001.jsonl:5: this record is not understood: event `pip.later`: the contract has no event of this name");
        assertThat(text("r1", WIDE)).contains("install a 1.0", "install b 1.0");
    }

    @Test
    void findsIdsByHowTheyBegin() throws IOException {
        tellOfANestedRefusal();
        Story.of(folder, "r12").begins(Story.of(folder, "r12").install("x"));
        var ids = Ids.of(folder).orElseThrow();

        assertThat(ids.beginningWith("r1")).map(Ids.Id::text).containsExactly("r1");
        assertThat(ids.beginningWith("r1-i-a")).map(Ids.Id::text).containsExactly("r1-i-app");
        assertThat(ids.beginningWith("r12")).map(Ids.Id::text).containsExactly("r12");
        assertThat(ids.beginningWith("r1-i-")).map(Ids.Id::about).containsExactly(
                "operation r1-i-app, pip.install pkg:pypi/app@1.0",
                "operation r1-i-evil, pip.install pkg:pypi/evil@1.0");
        assertThat(ids.beginningWith("x")).isEmpty();
        assertThat(Ids.of(temporary.resolve("none"))).isEmpty();
    }

    private void append(String text) throws IOException {
        Files.writeString(folder.resolve("00000001.jsonl"), text, StandardOpenOption.APPEND);
    }

    private JournalShow show(String id) throws IOException {
        return JournalShow.read(folder, Ids.of(folder).orElseThrow().beginningWith(id).getFirst());
    }

    private String text(String id, int width) throws IOException {
        var text = new StringWriter();
        show(id).text(new PrintWriter(text), ZoneOffset.UTC, width);
        return text.toString();
    }

    private JsonObject json(String id) throws IOException {
        return show(id).json();
    }
}
