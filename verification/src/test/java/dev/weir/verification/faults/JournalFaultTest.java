package dev.weir.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.weir.journal.Damage;
import dev.weir.journal.JournalReader;
import dev.weir.testkit.packages.Wheel;
import dev.weir.verification.machine.AuditedPip;
import dev.weir.verification.machine.Engines;
import dev.weir.verification.machine.Result;
import dev.weir.verification.machine.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The journal has no place, or no room.
@Execution(ExecutionMode.CONCURRENT)
class JournalFaultTest {

    private final Sandbox sandbox;
    private final Path files;
    private final AuditedPip pip;

    JournalFaultTest() throws IOException {
        sandbox = Sandbox.open();
        files = sandbox.folder().resolve("files");
        pip = AuditedPip.in(sandbox);
        Wheel.of("alpha", "1.0").writeTo(files);
    }

    @AfterEach
    void close() throws IOException {
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource({
            "'', cannot make the folder",
            "run, cannot make the folder",
            "journal, the engine ended with exit code 1 before it was ready"})
    void isUndecidedWhereAFileStandsInThePlaceOfAFolder(String name, String reason) throws IOException {
        var place = sandbox.state().resolve(name).normalize();
        sandbox.run("mkdir", "-p", place.resolveSibling("").toString()).orFail();
        Files.writeString(place, "in the way");
        var faulty = Faulty.of(pip);

        faulty.assertUndecided(install(), reason);

        assertThat(place).hasContent("in the way");
    }

    @Test
    void isUndecidedWhereAFileComesIntoThePlaceOfTheJournal() throws IOException {
        startEngine();
        var journal = sandbox.state().resolve("journal");
        sandbox.run("mv", journal.toString(), sandbox.folder().toString()).orFail();
        Files.writeString(journal, "in the way");
        var faulty = Faulty.of(pip);

        faulty.assertUndecided(install(), "the journal cannot be written: ");
    }

    /// Each record of an install is in turn the one of which only the first half fits on the disk. A limit on the size of the engine's files stands for the
    /// end of the disk.
    @Test
    void allowsNothingThatHasNoRoom() throws IOException {
        assumeThat(sandbox.run("sh", "-c", "command -v prlimit").exit()).as("prlimit is there").isZero();
        startEngine();
        var records = anInstall();
        var lastVerdict = records.stream().map(line -> line.contains("\"weir.verdict\"")).toList().lastIndexOf(true);

        for (var k = 0; k < records.size(); k++) {
            var faulty = Faulty.of(pip);
            var before = lines().size();
            limit(Long.toString(
                    Files.size(segment()) + bytes(records.subList(0, k)) + bytes(records.subList(k, k + 1)) / 2));
            var result = install();
            limit("unlimited");

            assertThat(lines().size() - before).as("what fits before record %s", k).isGreaterThanOrEqualTo(k);
            if (k <= lastVerdict) {
                faulty.assertUndecided(result, "the journal cannot be written: ");
            } else {
                assertWrittenWithItsVerdict(result, lines().subList(before, lines().size()), k == records.size() - 1);
            }
        }
        assertThat(damage()).isEmpty();
        install().orFail();
    }

    /// Too late to refuse: what was allowed has been written. Only of the very last record nobody waits to hear.
    private void assertWrittenWithItsVerdict(Result result, List<String> kept, boolean isLast) throws IOException {
        assertThat(result.exit()).as(result::toString).isEqualTo(isLast ? 0 : 11);
        assertThat(result.err()).doesNotContain("nothing of it was carried out");
        assertThat(kept).filteredOn(line -> line.contains("\"weir.verdict\"")).hasSize(4);
        uninstall();
    }

    private void startEngine() throws IOException {
        pip.run("download", "--no-index", "--find-links", files.toString(), "alpha").orFail();
    }

    /// The records of one that nothing disturbs.
    private List<String> anInstall() throws IOException {
        var before = lines().size();
        install().orFail();
        uninstall();
        return lines().subList(before, lines().size());
    }

    private static long bytes(List<String> lines) {
        return lines.stream().mapToLong(line -> line.getBytes(StandardCharsets.UTF_8).length + 1L).sum();
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(segment());
    }

    private void uninstall() throws IOException {
        pip.runBare("uninstall", "--yes", "alpha").orFail();
    }

    private void limit(String bytes) throws IOException {
        var engine = Engines.in(sandbox.state()).getFirst().pid();
        sandbox.run("prlimit", "--pid", Long.toString(engine), "--fsize=" + bytes + ":").orFail();
    }

    private List<Damage> damage() throws IOException {
        return JournalReader.verify(sandbox.state().resolve("journal")).orElseThrow().damage();
    }

    private Path segment() {
        return sandbox.state().resolve("journal").resolve("00000001.jsonl");
    }

    private Result install() throws IOException {
        return pip.run("install", "--no-index", "--find-links", files.toString(), "alpha");
    }
}
