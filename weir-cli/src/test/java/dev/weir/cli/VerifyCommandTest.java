package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyCommandTest {

    private static final String NONE = "0".repeat(64);

    @TempDir
    Path state;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private TestJournal journal = TestJournal.in(Path.of("unset"));

    @BeforeEach
    void writeAJournal() throws IOException {
        journal = TestJournal.in(state).write("a", "b", "c");
    }

    @Test
    void printsTheDigestOfTheLastLineWhereAllFits() throws IOException {
        assertThat(weir("verify")).isZero();
        assertThat(out.toString()).isEqualTo("sha256:" + journal.headOf(1) + "\n");
        assertThat(err.toString().lines()).containsExactly(
                "weir: the chain is whole: 3 records in 1 segment",
                "weir: without --head it cannot be excluded that its end was cut off, or that all of it was computed anew",
                "hint: keep the digest where this user cannot write, and next time: weir verify --head sha256:"
                        + journal.headOf(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256:"})
    void provesThatNothingUpToADigestHasChanged(String prefix) throws IOException {
        var head = prefix + journal.headOf(1);
        journal.write("d");

        assertThat(weir("verify", "--head", head)).isZero();
        assertThat(out.toString()).isEqualTo("sha256:" + journal.headOf(1) + "\n");
        assertThat(err.toString().lines()).containsExactly(
                "weir: the chain is whole: 4 records in 1 segment",
                "weir: nothing up to the line with this digest has changed; 1 record came after it");
    }

    @Test
    void findsAFlippedByte() throws IOException {
        change(lines -> lines.set(2, lines.get(2).replace("\"b\"", "\"B\"")));

        assertFailsAt("00000001.jsonl:4:");
    }

    @Test
    void findsARemovedFirstLine() throws IOException {
        change(List::removeFirst);

        assertFailsAt("00000001.jsonl:1:0: no header: ");
    }

    @Test
    void findsARemovedFirstRecord() throws IOException {
        change(lines -> lines.remove(1));

        assertFailsAt("00000001.jsonl:2:");
    }

    @Test
    void findsARemovedMiddleLine() throws IOException {
        change(lines -> lines.remove(2));

        assertFailsAt("00000001.jsonl:3:");
    }

    @Test
    void findsASwappedPair() throws IOException {
        change(lines -> Collections.swap(lines, 1, 2));

        assertFailsAt("00000001.jsonl:2:");
    }

    @Test
    void findsASegmentOfAnotherJournal(@TempDir Path elsewhere) throws IOException {
        journal.beginSegment().write("d").beginSegment().write("e");
        var other = TestJournal.in(elsewhere).write("x").beginSegment().write("y").beginSegment();
        Files.copy(other.segment(2), journal.segment(2), StandardCopyOption.REPLACE_EXISTING);

        assertFailsAt("00000002.jsonl:1:0: the chain is broken");
        assertThat(err.toString()).contains("00000003.jsonl:1:0: the chain is broken");
    }

    @Test
    void findsARemovedFirstSegment() throws IOException {
        journal.beginSegment().write("d").beginSegment().write("e");
        Files.delete(journal.segment(1));

        assertFailsAt("00000001.jsonl:1:0: the segment is missing");
    }

    @Test
    void takesWhatRetentionHasLeft() throws IOException {
        var removed = journal.headOf(1);
        var head = journal.beginSegment().write("d").beginSegment().write("e").headOf(3);
        journal.removeOldSegments();

        assertThat(weir("verify")).isZero();
        assertThat(err.toString()).contains("weir: the chain is whole: 3 records in 1 segment\n",
                "weir: it begins with segment 3: retention has removed what was before\n");
        assertThat(weir("verify", "--head", head)).isZero();
        assertFails("--head", removed);
        assertThat(err.toString()).contains("; or the line stood in a segment that retention has removed\n");
    }

    @Test
    void findsARemovedSegmentThatRetentionHasLeft() throws IOException {
        journal.beginSegment().write("d").removeOldSegments().beginSegment().write("e").beginSegment().write("f");
        Files.delete(journal.segment(2));

        assertFailsAt("00000001.jsonl:1:0: the segments to 00000002.jsonl are missing");
    }

    @Test
    void findsARemovedLastLineOnlyByItsDigest() throws IOException {
        var head = journal.headOf(1);
        change(List::removeLast);

        assertThat(weir("verify")).isZero();
        assertFails("--head", head);
        assertThat(err.toString()).contains("no line has this digest", "the end of the journal was cut off");
    }

    @Test
    void findsAChangedLastLineOnlyByItsDigest() throws IOException {
        var head = journal.headOf(1);
        change(lines -> lines.set(3, lines.get(3).replace("\"c\"", "\"C\"")));

        assertThat(weir("verify")).isZero();
        assertFails("--head", head);
    }

    @Test
    void findsAJournalComputedAnewOnlyByADigest() throws IOException {
        var head = journal.headOf(1);
        Files.delete(journal.segment(1));
        journal.write("a", "b", "other", "more");

        assertThat(weir("verify")).isZero();
        assertFails("--head", head);
        assertThat(err.toString()).contains("or all of it was computed anew");
    }

    @Test
    void findsThatTheJournalIsGone() throws IOException {
        var head = journal.headOf(1);
        Files.delete(journal.segment(1));

        assertFails("--head", head);
        assertThat(err.toString()).startsWith("weir: there is no journal: " + state + "/weir/journal\nhint: ");
        assertFails();
    }

    @Test
    void saysWhatIsProvenWhereDamageStandsBehindTheDigest() throws IOException {
        var head = journal.headOf(1);
        journal.write("d", "e", "f");
        change(lines -> lines.remove(4));

        assertFails("--head", head);
        assertThat(err.toString()).contains("00000001.jsonl:5:", "nothing up to the line with this digest has changed");
    }

    @Test
    void provesNothingWhereDamageStandsBeforeTheDigest() throws IOException {
        var head = journal.headOf(1);
        change(lines -> lines.remove(1));

        assertFails("--head", head);
        assertThat(err.toString()).contains("there is a line with this digest, but not all before it fits");
    }

    @Test
    void tellsOfDamageThatWasMended() throws IOException {
        Files.writeString(journal.segment(1), journal.text(1) + "{\"torn");
        journal.write("d");

        assertThat(weir("verify")).isZero();
        assertThat(err.toString()).contains("weir: 1 record of damage that was found before; ");
    }

    @Test
    void leavesNothingInItsMessagesThatATerminalWouldObey() throws IOException {
        change(lines -> lines.set(2, lines.get(2).replace("\"id\":\"1-3\"", "\"id\":\"\\u001b[2J\"")));

        assertFailsAt("00000001.jsonl:3:");
        assertThat(err.toString().chars()).noneMatch(point -> point != '\n' && Character.isISOControl(point));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256:", "abc", "sha512:0",
            "sha256:F000000000000000000000000000000000000000000000000000000000000000"})
    void refusesADigestOfAnotherForm(String digest) {
        assertThat(weir("verify", "--head", digest)).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).startsWith("--head needs 64 hexadecimal digits");
    }

    @Test
    void takesNoDigestThatNoLineHas() {
        assertFails("--head", NONE);
    }

    private void change(Consumer<List<String>> change) throws IOException {
        var lines = new ArrayList<>(journal.lines(1));
        change.accept(lines);
        Files.writeString(journal.segment(1), String.join("\n", lines) + "\n");
    }

    private void assertFailsAt(String place) {
        assertFails();
        assertThat(err.toString().lines()).first().asString()
                .startsWith("weir: " + state + "/weir/journal/" + place);
        assertThat(err.toString()).contains("\nhint: ");
    }

    private void assertFails(String... options) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        var arguments = new ArrayList<>(List.of("verify"));
        arguments.addAll(List.of(options));

        assertThat(weir(arguments.toArray(String[]::new))).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
    }

    private int weir(String... arguments) {
        return Main.commandLine(Map.of("XDG_STATE_HOME", state.toString()))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
