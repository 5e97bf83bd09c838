package dev.weir.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.Verdict;
import dev.weir.journal.HookRun;
import dev.weir.journal.HookRun.Status;
import dev.weir.report.HookHistory.Last;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HookHistoryTest {

    private static final Instant TIME = Instant.parse("2026-11-24T10:00:00Z");

    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void nameAFolder() {
        folder = temporary.resolve("journal");
    }

    @Test
    void knowsNothingWithoutAJournal() throws IOException {
        assertThat(HookHistory.read(folder)).isEqualTo(new HookHistory(Map.of(), List.of()));
    }

    @Test
    void tellsTheNewestOfEachHook() throws IOException {
        var failed = new HookRun("scan", Status.FAILED, Optional.of("exit status 1"), 3);
        var answered = new HookRun("scan", Status.ANSWERED, Optional.empty(), 4);
        judged("r1", answered, new HookRun("names", Status.ANSWERED, Optional.empty(), 1));
        judged("r2", failed);

        assertThat(HookHistory.read(folder)).isEqualTo(new HookHistory(Map.of(
                "names", new Last("answered", Optional.empty(), 1, TIME, "r1"),
                "scan", new Last("failed", Optional.of("exit status 1"), 3, TIME, "r2")), List.of()));
    }

    @Test
    void reportsDamageAndTellsTheRest() throws IOException {
        judged("r1", new HookRun("scan", Status.TIMED_OUT, Optional.of("no answer within 1 seconds"), 1000));
        Files.writeString(folder.resolve("00000001.jsonl"), "garbage", StandardOpenOption.APPEND);

        var history = HookHistory.read(folder);

        assertThat(history.last()).containsOnlyKeys("scan");
        assertThat(history.problems()).singleElement().asString().startsWith(folder + "/00000001.jsonl:4:");
    }

    private void judged(String run, HookRun... hooks) throws IOException {
        var story = Story.of(folder, run);
        story.judged(story.install("simple"), new Verdict.Allow(), List.of(), hooks);
    }
}
