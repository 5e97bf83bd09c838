package dev.weir.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.weir.wire.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is removed was named in the chain before, and what is left stays whole.
class RetentionTest {

    private static final int SMALL = 10;

    @TempDir
    private Path root;

    private Path folder = Path.of("unset");
    private Instant now = Sample.CLOCK.instant();
    private final InstantSource clock = () -> now;

    @BeforeEach
    void nameAFolderThatIsNotThere() {
        folder = root.resolve("journal");
    }

    private Journal open(Keeping keeping) throws IOException {
        return Journal.open(FolderStorage.make(folder), clock, keeping);
    }

    private static Keeping days(int days) {
        return new Keeping(SMALL, Optional.of(Duration.ofDays(days)), Optional.empty());
    }

    private static Keeping bytes(long bytes) {
        return new Keeping(SMALL, Optional.empty(), Optional.of(bytes));
    }

    /// A segment for each name, one written a day after the other.
    private void writeADayEach(String... names) throws IOException {
        try (var journal = open(Sample.segmentsOf(SMALL))) {
            for (var name : names) {
                journal.append(Sample.records(name));
                now = now.plus(Duration.ofDays(1));
            }
        }
    }

    private List<Integer> segments() throws IOException {
        return Segments.numbers(FolderStorage.in(folder).names());
    }

    private void assertWhole() throws IOException {
        assertThat(JournalReader.verify(folder).orElseThrow().damage()).isEmpty();
    }

    @Test
    void keepsEverythingWhereNothingElseIsSet() throws IOException {
        writeADayEach("a", "b", "c");
        try (var journal = open(Sample.segmentsOf(SMALL))) {
            journal.retire(Integer.MAX_VALUE);
        }
        assertThat(segments()).containsExactly(1, 2, 3, 4);
        assertThat(Sample.read(folder)).containsExactly("a", "b", "c");
    }

    @Test
    void removesSegmentsWhoseRecordsAreAllOlder() throws IOException {
        writeADayEach("a", "b", "c", "d");
        try (var journal = open(days(2))) {
            journal.retire(Integer.MAX_VALUE);
        }
        assertThat(Sample.read(folder)).startsWith("c", "d").contains("weir.retention");
        assertWhole();
    }

    @Test
    void removesTheOldestSegmentsUntilTheOthersAreSmallEnough() throws IOException {
        var filler = "-".repeat(1000);
        writeADayEach("a" + filler, "b" + filler, "c" + filler, "d" + filler);
        var size = Files.size(Sample.segment(folder, 1));
        try (var journal = open(bytes(3 * size))) {
            journal.retire(Integer.MAX_VALUE);
        }
        assertThat(segments()).containsExactly(3, 4, 5);
        assertThat(retention()).map(record -> record.object("data").string("reason"))
                .containsExactly("keep-size", "keep-size");
        assertWhole();
    }

    @Test
    void neverRemovesTheSegmentThatIsBeingWritten() throws IOException {
        writeADayEach("a", "b");
        try (var journal = open(bytes(1))) {
            journal.retire(Integer.MAX_VALUE);
            journal.append(Sample.records("c"));
            journal.retire(Integer.MAX_VALUE);
        }
        assertThat(segments()).hasSize(1);
        assertThat(Sample.read(folder)).isNotEmpty();
        assertWhole();
    }

    @Test
    void namesWhatItRemoves() throws IOException {
        writeADayEach("a", "b");
        var bytes = Files.readAllBytes(Sample.segment(folder, 1));
        var last = Sample.lines(folder, 1).getLast().getBytes(StandardCharsets.UTF_8);
        try (var journal = open(days(1))) {
            journal.retire(Integer.MAX_VALUE);
        }

        assertThat(retention().getFirst().object("data")).isEqualTo(JsonObject.builder()
                .put("segment", 1).put("bytes", bytes.length).put("records", 1).put("damage", 0)
                .put("head", "sha256:" + Chain.digest(last)).put("reason", "keep-days").build());
    }

    @Test
    void doesNotForgetThatWhatItRemovesWasDamaged() throws IOException {
        writeADayEach("a", "b", "c");
        var lines = new ArrayList<>(Sample.lines(folder, 1));
        lines.add(1, "garbage");
        Files.writeString(Sample.segment(folder, 1), String.join("\n", lines) + "\n");
        try (var journal = open(days(2))) {
            journal.retire(Integer.MAX_VALUE);
        }

        assertThat(retention().getFirst().object("data")).satisfies(data -> {
            assertThat(data.integer("records")).isEqualTo(1);
            assertThat(data.integer("damage")).isEqualTo(2);
        });
    }

    private List<JsonObject> retention() throws IOException {
        var found = new ArrayList<JsonObject>();
        JournalReader.read(folder, item -> {
            if (item instanceof JournalItem.Entry entry && entry.json().string("type").equals("weir.retention")) {
                found.add(entry.json());
            }
        });
        return found;
    }

    @Test
    void beginsASegmentADayWhereTheAgeMatters() throws IOException {
        var keeping = new Keeping(1 << 20, Optional.of(Duration.ofDays(3)), Optional.empty());
        for (int day = 0; day < 10; day++) {
            try (var journal = open(keeping)) {
                journal.append(Sample.records("morning" + day));
                now = now.plus(Duration.ofHours(12));
                journal.append(Sample.records("evening" + day));
                now = now.plus(Duration.ofHours(12));
                journal.retire(Integer.MAX_VALUE);
            }
        }

        assertThat(Sample.read(folder)).doesNotContain("morning5", "evening5")
                .contains("morning7", "evening7", "morning9", "evening9");
        assertThat(segments()).hasSizeBetween(3, 5);
        assertWhole();
    }

    @Test
    void beginsNoSegmentWhereNothingWasWritten() throws IOException {
        var keeping = new Keeping(1 << 20, Optional.of(Duration.ofDays(3)), Optional.empty());
        try (var journal = open(keeping)) {
            now = now.plus(Duration.ofDays(30));
            journal.retire(Integer.MAX_VALUE);
        }
        assertThat(segments()).containsExactly(1);
    }

    @Test
    void letsAnotherWriterGoOnWhoseSegmentIsGone() throws IOException {
        try (var idle = open(Sample.segmentsOf(SMALL)); var busy = open(days(1))) {
            idle.append(Sample.records("a"));
            for (var name : List.of("b", "c", "d")) {
                busy.append(Sample.records(name));
                now = now.plus(Duration.ofDays(1));
                busy.retire(Integer.MAX_VALUE);
            }
            idle.append(Sample.records("e"));
            assertThat(idle.damage()).isEmpty();
        }
        assertThat(Sample.read(folder)).doesNotContain("a", "b", "weir.damage").endsWith("e");
        assertWhole();
    }

    @Test
    void opensAJournalOfWhichOnlyTheLastSegmentIsLeft() throws IOException {
        writeADayEach("a", "b");
        try (var journal = open(bytes(1))) {
            journal.retire(Integer.MAX_VALUE);
        }
        try (var journal = open(Keeping.EVERYTHING)) {
            journal.append(Sample.records("c"));
            assertThat(journal.damage()).isEmpty();
        }
        assertThat(Sample.read(folder)).endsWith("c");
        assertWhole();
    }

    @Test
    void reportsASegmentThatWasRemovedWithoutARecord() throws IOException {
        writeADayEach("a", "b", "c");
        Files.delete(Sample.segment(folder, 1));
        Files.delete(Sample.segment(folder, 2));
        try (var journal = open(days(1))) {
            journal.retire(Integer.MAX_VALUE);
            assertThat(journal.damage()).singleElement().asString().contains("the segment is missing");
        }
        assertThat(JournalReader.verify(folder).orElseThrow().damage()).isNotEmpty();
    }

    /// A process that is killed at any moment of a removal leaves a whole journal, and the next goes on with it.
    @Test
    void leavesAWholeJournalWhereverTheDiskFails() throws IOException {
        for (int change = 0; failsAt(change); change++) {
            assertThat(change).isLessThan(100);
        }
    }

    private boolean failsAt(int change) throws IOException {
        folder = root.resolve("failing-" + change);
        now = Sample.CLOCK.instant();
        writeADayEach("a", "b", "c");
        var faulty = FaultyStorage.failingFrom(FolderStorage.make(folder), change);
        try (var journal = Journal.open(faulty, clock, days(1))) {
            journal.retire(Integer.MAX_VALUE);
        } catch (IOException failed) {
            assertThat(failed).hasMessageContaining("the disk has failed");
        }
        assertThat(JournalReader.verify(folder).orElseThrow().damage())
                .allSatisfy(torn -> assertThat(torn.problem()).isIn("the line is cut off", "the header is missing"));

        try (var journal = open(days(1))) {
            journal.retire(Integer.MAX_VALUE);
            journal.append(Sample.records("d"));
        }
        assertThat(Sample.read(folder)).as("failing at change %d", change).doesNotContain("a", "b").endsWith("d");
        assertWhole();
        return faulty.hasFailed();
    }

    @Test
    void removesNothingOnceItCannotWrite() throws IOException {
        writeADayEach("a", "b", "c");
        var faulty = FaultyStorage.failingFrom(FolderStorage.make(folder), 1);
        var journal = Journal.open(faulty, clock, days(1));

        assertThatIOException().isThrownBy(() -> journal.retire(Integer.MAX_VALUE));
        assertThat(segments()).contains(1, 2, 3);
        assertThatIOException().isThrownBy(journal::close);
    }

    @Test
    void readsOnWhereSegmentsAreRemovedMeanwhile() throws IOException {
        writeADayEach("a", "b", "c", "d");
        try (var cursor = JournalCursor.open(folder)) {
            assertThat(Sample.name(cursor.next().orElseThrow())).isEqualTo("a");
            try (var journal = open(days(1))) {
                journal.retire(Integer.MAX_VALUE);
            }
            var rest = new ArrayList<String>();
            for (var item = cursor.next(); item.isPresent(); item = cursor.next()) {
                rest.add(Sample.name(item.get()));
            }
            assertThat(rest).doesNotContain("b").startsWith("d").allMatch(name -> !name.contains("missing"));
        }
    }

    @Test
    void takesTheBeginOfTheNextSegmentWhereTheLastLineCannotBeRead() throws IOException {
        writeADayEach("a", "b", "c");
        Files.writeString(Sample.segment(folder, 1), "garbage\n", StandardOpenOption.APPEND);
        try (var journal = open(days(3))) {
            journal.retire(Integer.MAX_VALUE);
            assertThat(segments()).startsWith(1);
            now = now.plus(Duration.ofDays(2));
            journal.retire(Integer.MAX_VALUE);
            assertThat(segments()).startsWith(3);
        }
    }

    @Test
    void knowsWhenASegmentWasWritten() throws IOException {
        writeADayEach("a");
        var storage = FolderStorage.in(folder);
        try (var journal = open(Keeping.EVERYTHING)) {
            journal.append(Sample.records("b"));
        }
        assertThat(Survey.created(storage, 1)).contains(Sample.CLOCK.instant());
        assertThat(Survey.lastTime(storage, 1)).contains(now);
        try (var journal = open(Keeping.EVERYTHING)) {
            journal.append(Sample.records("c".repeat(100_000)));
        }
        assertThat(Survey.lastTime(storage, 1)).contains(now);
        Files.writeString(Sample.segment(folder, 1), "garbage\n");
        assertThat(Survey.created(storage, 1)).isEmpty();
        assertThat(Survey.created(storage, 7)).isEmpty();
    }
}
