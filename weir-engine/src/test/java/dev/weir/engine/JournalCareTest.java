package dev.weir.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.Verdict;
import dev.weir.journal.Journal;
import dev.weir.journal.JournalReader;
import dev.weir.journal.JournalRecord;
import dev.weir.journal.JournalWatch;
import dev.weir.journal.Keeping;
import dev.weir.wire.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JournalCareTest {

    @TempDir
    private Path root;

    /// Segments 1 to 5, written years ago.
    private Path oldJournal() throws IOException {
        var folder = root.resolve("state").resolve("journal");
        var old = InstantSource.fixed(Instant.parse("2020-01-01T00:00:00Z"));
        try (var journal = Journal.open(folder, old)) {
            journal.keep(new Keeping(1, Optional.empty(), Optional.empty()));
            for (int count = 0; count < 5; count++) {
                journal.append(List.of(new JournalRecord("/box/u/1", "pip.install", Optional.empty(), Optional.empty(),
                        Optional.empty(), JsonObject.builder().build())));
            }
        }
        return folder;
    }

    @Test
    void removesWhatIsTooOldWhenARunBegins() throws Exception {
        var folder = oldJournal();
        try (var room = EngineRoom.open(root, Transport.UNIX, "[journal]\nkeep-days = 30");
                var greeted = room.greeted()) {
            assertThat(greeted.verdict(Gates.invoked())).isEqualTo(new Verdict.Allow());
            awaitRemoval(folder.resolve("00000005.jsonl"));
        }

        assertThat(JournalReader.verify(folder).orElseThrow().damage()).isEmpty();
        assertThat(JournalReader.verify(folder).orElseThrow().retired()).isEqualTo(5);
    }

    @Test
    void removesNothingWhereTheSettingsDoNotSaySo() throws Exception {
        var folder = oldJournal();
        try (var room = EngineRoom.open(root, Transport.UNIX, "[journal]\nsegment-size = 1");
                var greeted = room.greeted()) {
            assertThat(greeted.verdict(Gates.invoked())).isEqualTo(new Verdict.Allow());
        }

        assertThat(folder.resolve("00000001.jsonl")).exists();
    }

    @Test
    void removesWhatIsTooMuchWhenASegmentIsBegun() throws Exception {
        var folder = root.resolve("state").resolve("journal");
        try (var room = EngineRoom.open(root, Transport.UNIX, "[journal]\nsegment-size = 1\nkeep-size = 1");
                var greeted = room.greeted()) {
            for (int count = 0; count < 8; count++) {
                assertThat(greeted.verdict(Gates.candidates("f".repeat(300_000)))).isEqualTo(new Verdict.Allow());
            }
            awaitRemoval(folder.resolve("00000001.jsonl"));
        }

        assertThat(JournalReader.verify(folder).orElseThrow().damage()).isEmpty();
    }

    @Test
    void keepsWhatWasNotCopiedYet() throws Exception {
        var folder = oldJournal();
        var copy = Files.createDirectory(root.resolve("copy.jsonl"));
        var settings = "[journal]\nkeep-days = 30\ncopy-to = \"" + copy + "\"";
        try (var room = EngineRoom.open(root, Transport.UNIX, settings); var greeted = room.greeted()) {
            assertThat(greeted.verdict(Gates.invoked())).isEqualTo(new Verdict.Allow());
        }
        assertThat(folder.resolve("00000001.jsonl")).exists();

        Files.delete(copy);
        for (int count = 0; count < 2; count++) {
            try (var room = EngineRoom.open(root, Transport.UNIX, settings); var greeted = room.greeted()) {
                assertThat(greeted.verdict(Gates.invoked())).isEqualTo(new Verdict.Allow());
            }
        }
        assertThat(folder.resolve("00000001.jsonl")).doesNotExist();
        assertThat(Files.readAllLines(copy)).filteredOn(line -> line.contains("/box/u/1")).hasSize(5);
    }

    private static void awaitRemoval(Path segment) throws IOException, InterruptedException {
        try (var watch = JournalWatch.of(segment.resolveSibling("."))) {
            while (Files.exists(segment)) {
                watch.await();
            }
        }
    }
}
