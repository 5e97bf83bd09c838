package dev.weir.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.journal.JournalReader.Sealed;
import dev.weir.wire.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was changed in the past shows, and hides nothing of the rest.
class JournalReaderTest {

    @TempDir
    private Path root;

    private Path folder = Path.of("unset");

    @BeforeEach
    void writeAJournal() throws IOException {
        folder = root.resolve("journal");
        Sample.write(folder, "a", "b", "c", "d");
    }

    @Test
    void findsNothingWrongInAWholeJournal() throws IOException {
        assertThat(Sample.read(folder)).containsExactly("a", "b", "c", "d");
        assertThat(damage()).isEmpty();
    }

    @Test
    void findsEveryFlippedBitButThoseOfTheLastLine() throws IOException {
        var segment = Sample.segment(folder, 1);
        var whole = Files.readAllBytes(segment);
        var last = new String(whole, StandardCharsets.UTF_8).indexOf("{\"specversion\":\"1.0\",\"id\":\"1-5\"");
        for (var index = 0; index < last; index++) {
            var changed = whole.clone();
            changed[index] ^= 1;
            Files.write(segment, changed);

            assertThat(damage()).as("byte %d", index).isNotEmpty();
        }
    }

    @Test
    void findsAChangeOfTheLastLineByItsHead() throws IOException {
        var head = head();
        var lines = lines();
        lines.set(4, lines.get(4).replace("\"name\":\"d\"", "\"name\":\"e\""));
        write(lines);

        assertThat(damage()).isEmpty();
        assertThat(head()).isNotEqualTo(head);
    }

    @Test
    void findsARemovedLineAndShowsTheOthers() throws IOException {
        var lines = lines();
        lines.remove(2);
        write(lines);

        assertThat(Sample.read(folder)).contains("a", "c", "d");
        assertThat(damage()).first().satisfies(found -> {
            assertThat(found.file()).isEqualTo("00000001.jsonl");
            assertThat(found.line()).isEqualTo(3);
            assertThat(found.problem()).contains("the chain is broken");
        });
    }

    @Test
    void findsSwappedLines() throws IOException {
        var lines = lines();
        lines.set(2, lines().get(3));
        lines.set(3, lines().get(2));
        write(lines);

        assertThat(damage()).isNotEmpty();
    }

    @Test
    void findsALineOfAnotherJournal() throws IOException {
        var other = root.resolve("other");
        Sample.write(other, "x", "y", "z", "w");
        var lines = lines();
        lines.set(2, Sample.lines(other, 1).get(2));
        write(lines);

        assertThat(damage()).isNotEmpty();
    }

    @Test
    void findsAnInsertedLine() throws IOException {
        var lines = lines();
        lines.add(2, lines.get(1));
        write(lines);

        assertThat(damage()).isNotEmpty();
    }

    @Test
    void findsAMissingSegment() throws IOException {
        try (var journal = Journal.open(FolderStorage.make(folder), Sample.CLOCK, Sample.segmentsOf(10))) {
            journal.append(Sample.records("e"));
            journal.append(Sample.records("f"));
        }
        Files.delete(Sample.segment(folder, 2));

        assertThat(damage()).first()
                .satisfies(
                        found -> assertThat(found.toString()).isEqualTo("00000002.jsonl:1:0: the segment is missing"));
        assertThat(Sample.read(folder)).contains("d", "f").doesNotContain("e");
    }

    @Test
    void takesAStartThatARecordOfRetentionExplains() throws IOException {
        removeTheFirstSegments(2, headOf(2));

        assertThat(JournalReader.verify(folder).orElseThrow()).satisfies(summary -> {
            assertThat(summary.damage()).isEmpty();
            assertThat(summary.retired()).isEqualTo(2);
            assertThat(summary.segments()).isEqualTo(2);
        });
        assertThat(Sample.read(folder)).containsExactly("f", "weir.retention", "g");
    }

    @Test
    void takesNoStartThatARecordOfRetentionDoesNotExplain() throws IOException {
        removeTheFirstSegments(1, headOf(2));
        assertThat(damage()).singleElement().asString()
                .isEqualTo("00000001.jsonl:1:0: the segments to 00000002.jsonl are missing");
    }

    @Test
    void takesNoStartThatFollowsAnotherLineThanWasRemoved() throws IOException {
        removeTheFirstSegments(2, NO_HEAD);
        assertThat(damage()).singleElement().asString().contains("are missing");
    }

    @Test
    void takesNoStartThatARecordOutsideOfTheChainExplains() throws IOException {
        removeTheFirstSegments(2, headOf(2));
        var lines = Sample.lines(folder, 4);
        Files.writeString(Sample.segment(folder, 4), lines.get(1) + "\n" + lines.get(2) + "\n");

        assertThat(damage()).last().asString().contains("are missing");
    }

    /// What a record of retention gives as the digest of the last line that it removed.
    private interface Head {
        String of(Path folder) throws IOException;
    }

    private static final Head NO_HEAD = _ -> "sha256:" + "0".repeat(64);

    private static Head headOf(int segment) {
        return folder -> "sha256:"
                + Chain.digest(Sample.lines(folder, segment).getLast().getBytes(StandardCharsets.UTF_8));
    }

    /// The segments 1 and 2 are removed; segment 4 holds the record that says so.
    private void removeTheFirstSegments(int last, Head head) throws IOException {
        try (var journal = Journal.open(FolderStorage.make(folder), Sample.CLOCK, Sample.segmentsOf(10))) {
            journal.append(Sample.records("e"));
            journal.append(Sample.records("f"));
            journal.append(List.of(retention(last, head.of(folder)), Sample.record("g")));
        }
        Files.delete(Sample.segment(folder, 1));
        Files.delete(Sample.segment(folder, 2));
    }

    private static JournalRecord retention(int segment, String head) {
        return new JournalRecord("/box/u/1", "weir.retention", Optional.empty(), Optional.empty(), Optional.empty(),
                JsonObject.builder().put("segment", segment).put("head", head).build());
    }

    @Test
    void writesOnInANewSegmentBehindDamageAndSaysSo() throws IOException {
        var lines = lines();
        lines.set(2, "nonsense");
        write(lines);
        var before = Files.readAllBytes(Sample.segment(folder, 1));

        Sample.write(folder, "e");

        assertThat(Files.readAllBytes(Sample.segment(folder, 1))).isEqualTo(before);
        assertThat(Sample.lines(folder, 2)).element(1).asString().contains("\"type\":\"weir.damage\"");
        assertThat(Sample.read(folder)).contains("a", "c", "d", "weir.damage", "e");
    }

    @Test
    void mendsAWriteThatWasCutOffAtAnyByte() throws IOException {
        var segment = Sample.segment(folder, 1);
        var whole = Files.readAllBytes(segment);
        var last = new String(whole, StandardCharsets.UTF_8).indexOf("{\"specversion\":\"1.0\",\"id\":\"1-5\"");
        for (var length = last + 1; length < whole.length; length++) {
            var torn = root.resolve("torn-" + length);
            Files.createDirectory(torn);
            Files.write(Sample.segment(torn, 1), Arrays.copyOf(whole, length));

            Sample.write(torn, "e");

            assertThat(Sample.read(torn)).as("cut at %d", length)
                    .containsExactly("a", "b", "c", "weir.damage", "e");
            assertThat(torn.resolve("00000001.torn-1")).as("what was cut off")
                    .hasBinaryContent(Arrays.copyOfRange(whole, last, length));
        }
    }

    @Test
    void provesWhatStandsBeforeALineWhoseDigestIsKnown() throws IOException {
        var head = head();
        assertThat(proof(head)).isEqualTo(new Sealed(0, true));
        Sample.write(folder, "e", "f");
        assertThat(proof(head)).isEqualTo(new Sealed(2, true));
        try (var journal = Journal.open(FolderStorage.make(folder), Sample.CLOCK, Sample.segmentsOf(10))) {
            journal.append(List.of());
        }
        var header = head();
        Sample.write(folder, "g");
        assertThat(proof(header)).as("the digest of a header").isEqualTo(new Sealed(1, true));
    }

    @Test
    void provesNothingByALineBehindDamage() throws IOException {
        var lines = lines();
        lines.remove(2);
        write(lines);

        assertThat(proof(head())).isEqualTo(new Sealed(0, false));
        assertThat(proof(Chain.digest(lines.get(1).getBytes(StandardCharsets.UTF_8)))).isEqualTo(new Sealed(2, true));
    }

    @Test
    void provesNothingWhereTheStartIsLost() throws IOException {
        removeTheFirstSegments(1, NO_HEAD);
        assertThat(proof(head())).isEqualTo(new Sealed(0, false));
    }

    @Test
    void findsNoLineThatIsNotThere() throws IOException {
        assertThat(JournalReader.verify(folder, "0".repeat(64)).orElseThrow().sealed()).isEmpty();
        assertThat(JournalReader.verify(root.resolve("none"), "0".repeat(64))).isEmpty();
    }

    private Sealed proof(String head) throws IOException {
        return JournalReader.verify(folder, head).orElseThrow().sealed().orElseThrow();
    }

    private List<Damage> damage() throws IOException {
        return JournalReader.verify(folder).orElseThrow().damage();
    }

    private String head() throws IOException {
        return JournalReader.verify(folder).orElseThrow().head();
    }

    private List<String> lines() throws IOException {
        return new ArrayList<>(Sample.lines(folder, 1));
    }

    private void write(List<String> lines) throws IOException {
        Files.writeString(Sample.segment(folder, 1), String.join("\n", lines) + "\n");
    }
}
