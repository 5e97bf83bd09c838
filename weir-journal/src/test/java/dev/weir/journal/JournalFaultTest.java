package dev.weir.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A disk that fails at each change in turn. What was acknowledged is never lost, and what was not is never half there.
class JournalFaultTest {

    private static final int SEGMENT = 700;
    private static final int RECORDS = 8;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keepsWhatItAcknowledgedWhereverTheDiskFails(boolean once) throws IOException {
        var change = 0;
        while (failsAt(change, once)) {
            change++;
        }
        assertThat(change).isGreaterThan(3 * RECORDS);
    }

    /// Whether the disk failed before all was written.
    private boolean failsAt(int change, boolean once) throws IOException {
        var place = folder.resolve(once + "-" + change);
        var storage = faulty(FolderStorage.make(place), change, once);
        var acknowledged = write(storage);

        Sample.write(place, "afterwards");

        var read = Sample.read(place);
        assertThat(read).as("failing at change %d", change).doesNotHaveDuplicates().endsWith("afterwards");
        assertThat(read.stream().filter(acknowledged::contains).toList()).isEqualTo(acknowledged);
        assertThat(JournalReader.verify(place).orElseThrow().damage()).as("failing at change %d", change).isEmpty();
        return storage.hasFailed();
    }

    private static FaultyStorage faulty(Storage storage, int change, boolean once) {
        return once ? FaultyStorage.failingOnceAt(storage, change) : FaultyStorage.failingFrom(storage, change);
    }

    private static List<String> write(Storage storage) {
        var acknowledged = new ArrayList<String>();
        try (var journal = Journal.open(storage, Sample.CLOCK, Sample.segmentsOf(SEGMENT))) {
            for (var number = 0; number < RECORDS; number++) {
                write(journal, "record" + number, acknowledged);
            }
        } catch (IOException failed) {
            assertThat(failed).hasMessageContaining("the disk has failed");
        }
        return acknowledged;
    }

    private static void write(Journal journal, String name, List<String> acknowledged) {
        try {
            journal.append(Sample.records(name));
            journal.sync();
            acknowledged.add(name);
        } catch (IOException failed) {
            assertThat(failed).hasMessageContaining("the disk has failed");
        }
    }

    @Test
    void goesOnAfterAWriteThatCouldBeTakenBack() throws IOException {
        var storage = FaultyStorage.failingOnceAt(FolderStorage.make(folder), 4);
        try (var journal = Journal.open(storage, Sample.CLOCK, Keeping.EVERYTHING)) {
            var acknowledged = new ArrayList<String>();
            for (var name : List.of("a", "b", "c")) {
                write(journal, name, acknowledged);
            }
            assertThat(storage.hasFailed()).isTrue();
            assertThat(journal.isUsable()).isTrue();
            assertThat(acknowledged).hasSize(2);
            assertThat(Sample.read(folder)).isEqualTo(acknowledged);
        }
    }

    @Test
    void takesNoMoreOnceItCannotTakeBack() throws IOException {
        var storage = FaultyStorage.failingFrom(FolderStorage.make(folder), 4);
        try (var journal = Journal.open(storage, Sample.CLOCK, Keeping.EVERYTHING)) {
            var acknowledged = new ArrayList<String>();
            for (var name : List.of("a", "b", "c")) {
                write(journal, name, acknowledged);
            }
            assertThat(journal.isUsable()).isFalse();
            assertThatIOException().isThrownBy(() -> journal.append(Sample.records("d")))
                    .withMessageContaining("takes no more after a failure");
            assertThatIOException().isThrownBy(journal::sync);
        } catch (IOException closing) {
            assertThat(closing).hasMessageContaining("the disk has failed");
        }
    }
}
