package dev.weir.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalCursorTest {

    @TempDir
    private Path root;

    private Path folder = Path.of("unset");

    @BeforeEach
    void nameAFolderThatIsNotThere() {
        folder = root.resolve("journal");
    }

    @Test
    void goesOnInWhatIsWrittenLater() throws IOException {
        try (var cursor = JournalCursor.open(folder)) {
            assertThat(more(cursor)).isEmpty();
            Sample.write(folder, "a", "b");
            assertThat(more(cursor)).containsExactly("a", "b");
            assertThat(more(cursor)).isEmpty();
            Sample.write(folder, "c");
            assertThat(more(cursor)).containsExactly("c");
        }
    }

    @Test
    void goesOnInTheNextSegments() throws IOException {
        Sample.write(folder, "a");
        try (var cursor = JournalCursor.open(folder);
                var journal = Journal.open(FolderStorage.make(folder), Sample.CLOCK, Sample.segmentsOf(10))) {
            assertThat(more(cursor)).containsExactly("a");
            journal.append(Sample.records("b"));
            journal.append(Sample.records("c", "d"));
            assertThat(more(cursor)).containsExactly("b", "c", "d");
            assertThat(cursor.position().segment()).isEqualTo(3);
        }
    }

    @Test
    void beginsWithASegmentOrTheFirstOneBehindIt() throws IOException {
        try (var journal = Journal.open(FolderStorage.make(folder), Sample.CLOCK, Sample.segmentsOf(10))) {
            journal.append(Sample.records("a"));
            journal.append(Sample.records("b"));
            journal.append(Sample.records("c"));
        }
        assertThat(from(1)).containsExactly("a", "b", "c");
        assertThat(from(2)).containsExactly("b", "c");
        Files.delete(folder.resolve("00000001.jsonl"));
        Files.delete(folder.resolve("00000002.jsonl"));
        assertThat(from(2)).containsExactly("c");
    }

    private List<String> from(int segment) throws IOException {
        try (var cursor = JournalCursor.open(folder, segment)) {
            return more(cursor);
        }
    }

    @Test
    void leavesALineThatIsCutOffUntilItIsMended() throws IOException {
        Sample.write(folder, "a");
        try (var cursor = JournalCursor.open(folder)) {
            append("{\"specversion\":");
            assertThat(more(cursor)).containsExactly("a");
            Sample.write(folder, "b");
            assertThat(more(cursor)).containsExactly("weir.damage", "b");
        }
    }

    @Test
    void reportsALineThatDoesNotFitOnceAnotherFollows() throws IOException {
        Sample.write(folder, "a");
        try (var cursor = JournalCursor.open(folder)) {
            append("garbage\n");
            assertThat(more(cursor)).containsExactly("a");
            append(Sample.lines(folder, 1).get(1) + "\n");
            assertThat(more(cursor)).hasSize(3).last().isEqualTo("a");
        }
    }

    @Test
    void leavesASegmentWithoutAHeaderUntilItHasOne() throws IOException {
        Sample.write(folder, "a");
        try (var cursor = JournalCursor.open(folder)) {
            Files.createFile(Sample.segment(folder, 2));
            assertThat(more(cursor)).containsExactly("a");
            Sample.write(folder, "b");
            assertThat(more(cursor)).containsExactly("b");
        }
    }

    @Test
    void goesOnWhereAnotherHasBeen() throws IOException {
        Sample.write(folder, "a", "b", "c");
        Position place;
        try (var first = JournalCursor.open(folder)) {
            first.next();
            first.next();
            place = first.position();
        }

        assertThat(from(place)).containsExactly("c");
        Sample.write(folder, "d");
        assertThat(from(place)).containsExactly("c", "d");
    }

    @Test
    void beginsAnewWhereThePlaceIsGone() throws IOException {
        Sample.write(folder, "a", "b", "c");
        var end = end();
        Files.move(folder, root.resolve("moved"));
        assertThat(from(end)).isEmpty();

        Sample.write(folder, "x", "y", "z", "w");
        assertThat(from(end)).containsExactly("x", "y", "z", "w");
        assertThat(from(new Position(7, 2, 500, end.head()))).containsExactly("x", "y", "z", "w");
    }

    @Test
    void beginsAnewWhereTheJournalDidSo() throws IOException {
        try (var journal = Journal.open(FolderStorage.make(folder), Sample.CLOCK, Sample.segmentsOf(10))) {
            journal.append(Sample.records("a"));
            journal.append(Sample.records("b"));
        }
        try (var cursor = JournalCursor.open(folder)) {
            assertThat(more(cursor)).containsExactly("a", "b");
            Files.move(folder, root.resolve("moved"));
            Sample.write(folder, "c");
            assertThat(more(cursor)).hasSize(2).last().isEqualTo("c");
            JournalTest.cut(Sample.segment(folder, 1), 10);
            assertThat(more(cursor)).first().asString().contains("the segment has become shorter since it was read");
        }
    }

    private Position end() throws IOException {
        try (var cursor = JournalCursor.open(folder)) {
            more(cursor);
            return cursor.position();
        }
    }

    private List<String> from(Position place) throws IOException {
        try (var cursor = JournalCursor.open(folder, place)) {
            return more(cursor);
        }
    }

    private static List<String> more(JournalCursor cursor) throws IOException {
        var found = new ArrayList<String>();
        for (var item = cursor.next(); item.isPresent(); item = cursor.next()) {
            found.add(Sample.name(item.get()));
        }
        return found;
    }

    private void append(String text) throws IOException {
        Files.writeString(Sample.segment(folder, 1), text, StandardOpenOption.APPEND);
    }
}
