package dev.weir.engine.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.weir.engine.settings.CopyTo;
import dev.weir.journal.Journal;
import dev.weir.journal.JournalItem.Entry;
import dev.weir.journal.JournalReader;
import dev.weir.journal.JournalRecord;
import dev.weir.journal.Keeping;
import dev.weir.journal.StateFolder;
import dev.weir.wire.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// No record is lost, whatever the target does.
@Timeout(120)
class JournalCopyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path root;

    private StateFolder state = new StateFolder(Path.of("unset"));
    private Path file = Path.of("unset");

    @BeforeEach
    void makeFolders() throws IOException {
        state = new StateFolder(Files.createDirectory(root.resolve("state")));
        file = root.resolve("copy.jsonl");
    }

    private void write(String... names) throws IOException {
        try (var journal = Journal.open(state.journal(), InstantSource.system())) {
            for (var name : names) {
                journal.append(List.of(record(name)));
            }
        }
    }

    private static JournalRecord record(String name) {
        return new JournalRecord("/box/u/1", "pip.install", Optional.empty(), Optional.empty(), Optional.empty(),
                JsonObject.builder().put("name", name).build());
    }

    private List<String> records() throws IOException {
        var records = new ArrayList<String>();
        JournalReader.read(state.journal(), item -> {
            if (item instanceof Entry entry) {
                records.add(entry.text());
            }
        });
        return records;
    }

    private JournalCopy copy() {
        return copy(new CopyTo.ToFile(file));
    }

    private JournalCopy copy(CopyTo to) {
        return new JournalCopy(state, to, PATIENCE);
    }

    @Test
    void copiesEveryRecordToAFile() throws IOException {
        write("a", "b");
        copy().handOver();

        assertThat(file).content().isEqualTo(String.join("\n", records()) + "\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void goesOnWithWhatIsNew() throws IOException {
        var copy = copy();
        copy.handOver();
        for (var name : List.of("a", "b", "c")) {
            write(name);
            copy.handOver();
            copy.handOver();
        }

        assertThat(Files.readAllLines(file)).hasSize(3).isEqualTo(records());
    }

    @Test
    void goesOnWhereAnotherHasEnded() throws IOException {
        write("a", "b");
        copy().handOver();
        write("c");
        copy().handOver();
        copy().handOver();

        assertThat(Files.readAllLines(file)).hasSize(3).isEqualTo(records());
    }

    @Test
    void copiesAcrossSegmentsAndKnowsWhichItStillNeeds() throws IOException {
        var copy = copy();
        assertThat(copy.firstNeeded()).isEqualTo(1);
        try (var journal = Journal.open(state.journal(), InstantSource.system())) {
            journal.keep(new Keeping(1, Optional.empty(), Optional.empty()));
            for (var name : List.of("a", "b", "c")) {
                journal.append(List.of(record(name)));
                copy.handOver();
            }
        }

        assertThat(Files.readAllLines(file)).hasSize(3).isEqualTo(records());
        assertThat(copy.firstNeeded()).isEqualTo(3);
    }

    @Test
    void copiesALargeJournalPieceByPiece() throws IOException {
        var large = "x".repeat(300_000);
        write(large, large, large, large, large, large, large, "last");
        copy().handOver();

        assertThat(Files.readAllLines(file)).hasSize(8).isEqualTo(records());
    }

    @Test
    void beginsAnewForAnotherTarget() throws IOException {
        write("a");
        copy().handOver();
        var other = root.resolve("other.jsonl");
        copy(new CopyTo.ToFile(other)).handOver();

        assertThat(other).hasSameTextualContentAs(file);
    }

    @Test
    void handsNothingOverTwiceWhereSeveralDoItAtOnce() throws Exception {
        var lines = new ArrayList<String>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = new ArrayList<Callable<Boolean>>();
            for (var number = 0; number < 20; number++) {
                var name = "record" + number;
                tasks.add(() -> {
                    write(name);
                    copy().handOver();
                    return Files.readAllLines(file).stream().anyMatch(line -> line.contains("\"" + name + "\""));
                });
            }
            for (var done : executor.invokeAll(tasks)) {
                assertThat(done.get()).as("it is there when its hand-over returns").isTrue();
            }
            lines.addAll(Files.readAllLines(file));
        }
        assertThat(lines).hasSize(20).isEqualTo(records());
    }

    @Test
    void losesNothingWhereAFolderStandsInThePlaceOfTheFile() throws IOException {
        write("a", "b");
        Files.createDirectory(file);
        var copy = copy();
        assertThatIOException().isThrownBy(copy::handOver)
                .withMessage("the journal cannot be copied to " + file + ": it is no regular file");
        write("c");
        assertThatIOException().isThrownBy(copy::handOver);
        assertThat(copy.firstNeeded()).isEqualTo(1);

        Files.delete(file);
        copy.handOver();
        assertThat(Files.readAllLines(file)).hasSize(3).isEqualTo(records());
    }

    @Test
    void losesNothingWhereTheDiskIsFull() throws Exception {
        var disk = Files.createDirectory(root.resolve("disk"));
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=64k", "weir-test", disk.toString())).as("may mount")
                .isZero();
        try {
            file = disk.resolve("copy.jsonl");
            write("a", "b");
            var copy = copy();
            copy.handOver();
            var whole = Files.readString(file);
            write("x".repeat(100_000), "c");
            assertThatIOException().isThrownBy(copy::handOver).withMessageContaining("No space left on device");
            assertThat(file).as("nothing is half there").content().isEqualTo(whole);

            assertThat(run("mount", "-o", "remount,size=1m", disk.toString())).isZero();
            copy.handOver();
            assertThat(Files.readAllLines(file)).hasSize(4).isEqualTo(records());
        } finally {
            run("umount", disk.toString());
        }
    }

    private static int run(String... command) throws Exception {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (IOException missing) {
            return -1;
        }
    }

    @Test
    void beginsALineOfItsOwnWhereAnotherWasCutOff() throws IOException {
        write("a");
        Files.writeString(file, "cut off");
        copy().handOver();

        assertThat(Files.readAllLines(file)).containsExactly("cut off", records().getFirst());
    }

    @Test
    void goesOnInANewFileWhereTheOldOneWasMovedAway() throws IOException {
        write("a");
        copy().handOver();
        Files.move(file, root.resolve("old.jsonl"));
        write("b");
        copy().handOver();

        assertThat(Files.readAllLines(file)).containsExactly(records().getLast());
    }

    @Test
    void writesNothingIntoTheJournalsOwnFolder() throws IOException {
        write("a");
        for (var inside : List.of("00000001.jsonl", "copy.jsonl")) {
            var target = new CopyTo.ToFile(state.journal().resolve(inside));
            assertThatIOException().isThrownBy(copy(target)::handOver)
                    .withMessageContaining("it lies in the folder of the journal itself");
        }
        assertThat(JournalReader.verify(state.journal()).orElseThrow().damage()).isEmpty();
    }

    @Test
    void handsEverythingOverAgainWhereNobodyKnowsWhatWas() throws IOException {
        write("a", "b");
        copy().handOver();
        try (var files = Files.list(state.root())) {
            for (var progress : files.filter(path -> path.toString().endsWith(".json")).toList()) {
                Files.writeString(progress, "{\"segment\":");
            }
        }
        copy().handOver();

        assertThat(Files.readAllLines(file)).hasSize(4).containsAll(records());
    }

    @Test
    void copiesTheNewJournalWhereTheOldOneIsGone() throws IOException {
        write("a", "b");
        var copy = copy();
        copy.handOver();
        Files.move(state.journal(), root.resolve("moved"));
        write("c");
        copy.handOver();

        assertThat(Files.readAllLines(file)).hasSize(3).endsWith(records().getFirst());
    }

    private CopyTo program(String script) {
        return new CopyTo.ToProgram(List.of("/bin/sh", "-c", script, "copy", file.toString()));
    }

    @Test
    void feedsAProgramLineByLine() throws IOException {
        write("a", "b");
        var copy = copy(program("while read -r line; do printf '%s\\n' \"$line\" >>\"$1\"; done"));
        copy.handOver();
        write("c");
        copy.handOver();

        assertThat(Files.readAllLines(file)).hasSize(3).isEqualTo(records());
    }

    @Test
    void losesNothingWhereAProgramDies() throws IOException {
        write("a", "b", "c");
        var copy = copy(program(
                "read -r line; printf '%s\\n' \"$line\" >>\"$1\"; test -e \"$1.well\" || kill -9 $$; cat >>\"$1\""));
        assertThatIOException().isThrownBy(copy::handOver).withMessageContaining("exit status 137");
        assertThat(Files.readAllLines(file)).containsExactly(records().getFirst());

        Files.createFile(Path.of(file + ".well"));
        copy.handOver();
        assertThat(Files.readAllLines(file).subList(1, 4)).isEqualTo(records());
    }

    @Test
    void saysWhatAProgramSaysThatFails() throws IOException {
        write("a");
        assertThatIOException().isThrownBy(copy(program("echo no connection >&2; exit 3"))::handOver)
                .withMessageEndingWith("exit status 3, it says: no connection");
    }

    @Test
    void doesNotTrustAProgramThatHasNotReadEverything() throws IOException {
        write("x".repeat(200_000));
        assertThatIOException().isThrownBy(copy(program("exit 0"))::handOver)
                .withMessageEndingWith("it ended before it had read every line");
    }

    @Test
    void doesNotWaitForAProgramThatHangs() throws IOException {
        write("a");
        var hangs = new JournalCopy(state, program("echo $$ >\"$1\"; sleep 600"), Duration.ofSeconds(1));

        assertThatIOException().isThrownBy(hangs::handOver).withMessageEndingWith("it did not end within 1 seconds");
        var pid = Long.parseLong(Files.readString(file).strip());
        ProcessHandle.of(pid).ifPresent(left -> left.onExit().join());
    }

    @Test
    void doesNotWaitForWhatAProgramLeavesBehind() throws IOException {
        write("a");
        copy(program("cat >>\"$1\"; sleep 600 & echo $! >\"$1.pid\"")).handOver();

        assertThat(Files.readAllLines(file)).isEqualTo(records());
        ProcessHandle.of(Long.parseLong(Files.readString(Path.of(file + ".pid")).strip()))
                .ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void saysThatThereIsNoSuchProgram() throws IOException {
        write("a");
        var missing = new CopyTo.ToProgram(List.of(root.resolve("missing").toString()));
        assertThatIOException().isThrownBy(copy(missing)::handOver);
    }

    @Test
    void triesAgainForAWhile() throws Exception {
        write("a");
        var copy = copy(program("test -e \"$1.tried\" && cat >>\"$1\" || { touch \"$1.tried\"; exit 1; }"));
        copy.insist(PATIENCE);
        assertThat(Files.readAllLines(file)).isEqualTo(records());

        assertThatIOException().isThrownBy(() -> copy(program("exit 1")).insist(Duration.ZERO));
    }

    @Test
    void passesOverWhatIsNoRecord() throws IOException {
        write("a");
        Files.writeString(state.journal().resolve("00000001.jsonl"), "garbage\n", StandardOpenOption.APPEND);
        write("b");
        copy().handOver();

        assertThat(Files.readAllLines(file)).isEqualTo(records());
        assertThat(records()).hasSize(3);
    }
}
