package dev.weir.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.Digest;
import dev.weir.api.Outcome;
import dev.weir.api.Verdict;
import dev.weir.journal.JournalRecord;
import dev.weir.wire.Mode;
import dev.weir.wire.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveLogTest {

    private static final String START = "2026-11-24 10:00:00  r1  ";

    @TempDir
    Path temporary;

    private Path folder = Path.of("unset");
    private Story story = Story.of(folder, "r1");

    @BeforeEach
    void nameAFolder() {
        folder = temporary.resolve("journal");
        story = Story.of(folder, "r1");
    }

    @Test
    void writesALineForEachStepAsItIsJudged() throws IOException {
        try (var log = LiveLog.text(folder, Selection.ALL, ZoneOffset.UTC)) {
            assertThat(more(log)).isEmpty();
            var root = story.invoked("install", "simple");
            story.begins(root).passes(story.install("simple"));
            assertThat(more(log)).isEqualTo("""
                    2026-11-24 10:00:00  r1  invoked    allow     pip install simple
                    2026-11-24 10:00:00  r1  install    allow     simple 1.0 (wheel)  sha256:0123456789ab
                    """);
            story.ends(root, Outcome.OK);
            assertThat(more(log)).isEqualTo(START + "invoked    ok        pip install simple\n");
        }
    }

    @Test
    void saysWhatDidNotEndWell() throws IOException {
        var install = story.install("simple");
        var nested = story.nested("install", "x");
        story.judged(install, new Verdict.Deny("is on the list"), List.of(Story.finding("no")))
                .ends(install, Outcome.REFUSED, "is on the list").begins(nested)
                .raised(story.install("b"), "typosquat")
                .changed(story.install("c"), Digest.ofHex("fedcba9876543210".repeat(4)))
                .leaves(nested, "/site/evil-1.0.dist-info");

        assertThat(text(Selection.ALL).lines()).containsExactly(
                START + "install    deny      simple 1.0 (wheel)  sha256:0123456789ab: is on the list",
                START + "install    refused   simple 1.0 (wheel): is on the list",
                START + "invoked    allow     pip install x",
                START + "install    refused   b 1.0 (wheel)  sha256:0123456789ab: builtins.ValueError: typosquat",
                START + "install    changed   c 1.0 (wheel): changed in the installer's process, now sha256:fedcba987654",
                START + "invoked    failed    pip install x: /site/evil-1.0.dist-info is new");
    }

    @Test
    void saysWhatModeObserveLetsThrough() throws IOException {
        story = Story.of(folder, "r1", "u", Mode.OBSERVE);
        story.begins(story.invoked("install", "simple")).begins(story.install("a"))
                .judged(story.install("b"), new Verdict.Deny("no"), List.of());

        assertThat(text(Selection.ALL).lines()).containsExactly(
                START + "invoked    allow     pip install simple (mode observe)",
                START + "install    allow     a 1.0 (wheel)  sha256:0123456789ab",
                START + "install    deny      b 1.0 (wheel)  sha256:0123456789ab: no (mode observe)");
    }

    @Test
    void tellsOfDamageThatWasMendedAndOfWhatIsNotUnderstood() throws IOException {
        story.begins(story.invoked("install", "simple"));
        try (var log = LiveLog.text(folder, Selection.ALL, ZoneOffset.UTC)) {
            more(log);
            append("{\"torn");
            story.tell(new JournalRecord("/box/u/1", "weir.later", Optional.empty(), Optional.of("r1"),
                    Optional.of("o"), JsonObject.builder().build())).passes(story.install("simple"));
            var out = new StringWriter();
            assertThat(log.more(new PrintWriter(out))).containsExactly(folder
                    + "/00000001.jsonl:5: this record is not understood: event `weir.later`: the contract has no event of this name");
            assertThat(out.toString().lines()).hasSize(2).first().asString()
                    .startsWith("journal, 2026-11-24 10:00:00: damage was found in segment 1 at byte ");
        }
    }

    @Test
    void reportsDamage() throws IOException {
        story.begins(story.invoked("install", "simple"));
        append("garbage\n");
        append("more\n");
        try (var log = LiveLog.json(folder, Selection.ALL)) {
            var out = new StringWriter();
            assertThat(log.more(new PrintWriter(out))).singleElement().asString()
                    .startsWith(folder + "/00000001.jsonl:4:").contains("no record: ");
            assertThat(out.toString().lines()).hasSize(2);
        }
    }

    @Test
    void writesTheRecordsOfAStepOnceItFits() throws IOException {
        var install = story.install("b");
        var selection = new Selection(filter("b", "deny"), OptionalInt.empty());
        try (var log = LiveLog.json(folder, selection)) {
            story.passes(story.install("a")).tell(story.records().event(install));
            assertThat(more(log)).isEmpty();
            story.judged(install, new Verdict.Deny("no"), List.of());
            assertThat(types(more(log))).containsExactly("pip.install", "pip.install", "weir.verdict");
            story.ends(install, Outcome.REFUSED, "no").passes(story.install("c"));
            assertThat(types(more(log))).containsExactly("pip.install.done");
        }
    }

    @Test
    void beginsWithTheNewestRunsAndGoesOnWithAll() throws IOException {
        for (var run : List.of("r1", "r2", "r3")) {
            var other = Story.of(folder, run);
            other.begins(other.install(run));
        }
        var selection = new Selection(Filter.NONE, OptionalInt.of(2));
        try (var log = LiveLog.text(folder, selection, ZoneOffset.UTC)) {
            assertThat(more(log)).contains("r2 1.0", "r3 1.0").doesNotContain("r1 1.0");
            story.begins(story.install("later"));
            Story.of(folder, "r4").begins(Story.of(folder, "r4").install("latest"));
            assertThat(more(log)).contains("later 1.0", "latest 1.0");
        }
    }

    @Test
    void leavesOutWhatBelongsToNoRunWhereStepsAreChosen() throws IOException {
        story.begins(story.invoked("install", "simple"));
        append("{\"torn");
        story.begins(story.install("b"));

        assertThat(text(new Selection(filter("b", "allow"), OptionalInt.empty())).lines()).hasSize(1);
        assertThat(text(new Selection(Filter.NONE, OptionalInt.of(1)))).contains("damage was found");
    }

    @Test
    void leavesNothingInTheTextThatATerminalWouldObey() throws IOException {
        var evil = "a\u001b[2Jb\nc";
        story = Story.of(folder, evil, evil);
        story.begins(story.invoked("install", evil)).judged(story.install(evil), new Verdict.Deny(evil), List.of())
                .ends(story.install(evil), Outcome.FAILED, evil);

        assertThat(text(Selection.ALL)).contains("\\x1b[2Jb\\x0ac");
        assertThat(text(Selection.ALL).chars().filter(point -> point != '\n')).noneMatch(Character::isISOControl);
    }

    private static Filter filter(String project, String verdict) {
        return new Filter(Optional.empty(), Optional.of(project), Optional.empty(), Optional.of(verdict),
                Optional.empty(), Optional.empty());
    }

    private static List<String> types(String lines) {
        return lines.lines().map(line -> line.replaceAll(".*?\"type\":\"([^\"]*)\".*", "$1")).toList();
    }

    private String text(Selection selection) throws IOException {
        try (var log = LiveLog.text(folder, selection, ZoneOffset.UTC)) {
            return more(log);
        }
    }

    private static String more(LiveLog log) throws IOException {
        var out = new StringWriter();
        assertThat(log.more(new PrintWriter(out))).isEmpty();
        return out.toString();
    }

    private void append(String text) throws IOException {
        Files.writeString(folder.resolve("00000001.jsonl"), text, StandardOpenOption.APPEND);
    }
}
