package dev.weir.journal;

import static dev.weir.journal.Sample.CLOCK;
import static dev.weir.journal.Sample.lines;
import static dev.weir.journal.Sample.records;
import static dev.weir.journal.Sample.segment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void nameAFolderThatIsNotThere() {
        folder = temporary.resolve("state").resolve("journal");
    }

    @Test
    void writesAHeaderAndARecordALine() throws IOException {
        Sample.write(folder, "a");

        var header =
                "{\"magic\":\"weir-journal\",\"version\":1,\"segment\":1,\"created\":\"2026-11-24T10:00:00.000000Z\","
                        + "\"chain\":\"" + "0".repeat(64) + "\"}";
        var record = "{\"specversion\":\"1.0\",\"id\":\"1-2\",\"source\":\"/box/u/1\",\"type\":\"pip.install\","
                + "\"time\":\"2026-11-24T10:00:00.000000Z\",\"datacontenttype\":\"application/json\",\"run\":\"run\","
                + "\"operation\":\"a\",\"data\":{\"name\":\"a\"},\"chain\":\"" + sha256(header) + "\"}";
        assertThat(segment(folder, 1)).hasContent(header + "\n" + record + "\n");
    }

    @Test
    void sealsEveryLineWithTheDigestOfTheLineBefore() throws IOException {
        Sample.write(folder, "a", "b");
        Sample.write(folder, "c");

        var lines = lines(folder, 1);
        for (int i = 1; i < lines.size(); i++) {
            assertThat(lines.get(i)).endsWith("\"chain\":\"" + sha256(lines.get(i - 1)) + "\"}");
        }
        assertThat(JournalReader.verify(folder).orElseThrow().head()).isEqualTo(sha256(lines.getLast()));
    }

    private static String sha256(String line) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(line.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void keepsTheJournalForItsOwner() throws IOException {
        Sample.write(folder, "a");

        assertThat(permissions(folder)).isEqualTo("rwx------");
        assertThat(permissions(segment(folder, 1))).isEqualTo("rw-------");
        assertThat(permissions(folder.resolve("journal.lock"))).isEqualTo("rw-------");
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void goesOnInANewSegmentWhereOneIsFull() throws IOException {
        for (int i = 0; i < 10; i++) {
            try (var journal = openWithSmallSegments()) {
                journal.append(records("a" + i, "b" + i));
                journal.append(records("c" + i));
            }
        }

        assertThat(JournalReader.verify(folder).orElseThrow()).satisfies(summary -> {
            assertThat(summary.segments()).isGreaterThan(3);
            assertThat(summary.records()).isEqualTo(30);
            assertThat(summary.damage()).isEmpty();
        });
        assertThat(Sample.read(folder)).startsWith("a0", "b0", "c0", "a1").endsWith("b9", "c9");
    }

    private Journal openWithSmallSegments() throws IOException {
        return Journal.open(FolderStorage.make(folder), CLOCK, Sample.segmentsOf(1000));
    }

    @Test
    void followsAnotherWriterIntoItsNewSegment() throws IOException {
        try (var one = openWithSmallSegments(); var other = openWithSmallSegments()) {
            for (int i = 0; i < 10; i++) {
                one.append(records("one" + i));
                other.append(records("other" + i, "other again" + i));
            }
        }

        assertThat(JournalReader.verify(folder).orElseThrow().damage()).isEmpty();
        assertThat(JournalReader.verify(folder).orElseThrow().records()).isEqualTo(30);
        assertThat(Sample.read(folder)).startsWith("one0", "other0", "other again0", "one1").doesNotHaveDuplicates();
    }

    @Test
    void keepsTheRecordsOfOneAppendTogetherWhateverNumberOfThreadsWrite() throws Exception {
        int threads = 100;
        try (var journal = Journal.open(folder, CLOCK); var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = IntStream.range(0, threads).<Callable<Boolean>>mapToObj(thread -> () -> {
                for (int i = 0; i < 10; i++) {
                    journal.append(records(thread + "/" + i + "/gate", thread + "/" + i + "/verdict"));
                    journal.sync();
                }
                return true;
            }).toList();
            for (var done : executor.invokeAll(tasks)) {
                assertThat(done.get()).isTrue();
            }
        }

        var names = Sample.read(folder);
        assertThat(names).hasSize(threads * 20).doesNotHaveDuplicates();
        for (int i = 0; i < names.size(); i += 2) {
            assertThat(names.get(i + 1)).isEqualTo(names.get(i).replace("gate", "verdict"));
        }
        assertThat(JournalReader.verify(folder).orElseThrow().damage()).isEmpty();
    }

    /// Appends records to a journal: the main class of a second Java.
    static final class Appender {
        private Appender() {}

        public static void main(String[] args) throws IOException {
            try (var journal = Journal.open(FolderStorage.make(Path.of(args[0])), CLOCK, Sample.segmentsOf(20_000))) {
                for (int i = 0; i < Integer.parseInt(args[2]); i++) {
                    journal.append(records(args[1] + "/" + i));
                    journal.sync();
                }
            }
        }
    }

    @Test
    void writesOneChainFromSeveralProcesses() throws Exception {
        var processes = new ArrayList<Process>();
        for (var name : List.of("one", "two")) {
            processes.add(startAppender(name));
        }
        Appender.main(new String[]{folder.toString(), "three", "200"});
        for (var process : processes) {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isZero();
        }

        assertThat(JournalReader.verify(folder).orElseThrow().damage()).isEmpty();
        var names = Sample.read(folder);
        assertThat(names).hasSize(600).doesNotHaveDuplicates();
        for (var name : List.of("one", "two", "three")) {
            assertThat(names.stream().filter(found -> found.startsWith(name + "/")))
                    .containsExactlyElementsOf(IntStream.range(0, 200).mapToObj(i -> name + "/" + i).toList());
        }
    }

    private Process startAppender(String name) throws IOException {
        return new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-classpath",
                System.getProperty("java.class.path"),
                Appender.class.getName(),
                folder.toString(),
                name,
                "200")
                .inheritIO()
                .start();
    }

    @Test
    void reportsThatASegmentHasBecomeShorterUnderItsHands() throws IOException {
        try (var journal = Journal.open(folder, CLOCK)) {
            journal.append(records("a"));
            journal.append(records("b"));
            cut(segment(folder, 1), Files.size(segment(folder, 1)) - lines(folder, 1).getLast().length() - 1);
            journal.append(records("c"));

            assertThat(journal.damage()).singleElement().asString().contains("00000001.jsonl:3:",
                    "the segment ended at");
        }
        assertThat(Sample.read(folder)).containsExactly("a", "weir.damage", "c");
    }

    @Test
    void goesOnInANewSegmentWhereItsOwnHasDisappeared() throws IOException {
        try (var journal = Journal.open(folder, CLOCK)) {
            journal.append(records("a"));
            Files.delete(segment(folder, 1));
            journal.append(records("b"));
        }
        assertThat(Sample.read(folder))
                .containsExactly("weir.damage", "b", "00000001.jsonl:1:0: the segment is missing");
    }

    @Test
    void goesOnInANewFolderWhereItsOwnHasDisappeared() throws IOException {
        try (var journal = Journal.open(folder, CLOCK)) {
            journal.append(records("a"));
            Files.move(folder, temporary.resolve("moved"));
            journal.append(records("b"));
        }
        assertThat(permissions(folder)).isEqualTo("rwx------");
        assertThat(Sample.read(folder))
                .containsExactly("weir.damage", "b", "00000001.jsonl:1:0: the segment is missing");
    }

    @Test
    void mendsWhatAnotherWriterHasLeftTorn() throws IOException {
        try (var journal = Journal.open(folder, CLOCK)) {
            journal.append(records("a"));
            Files.writeString(segment(folder, 1), "{\"specversion\":", StandardOpenOption.APPEND);
            journal.append(records("b"));
        }
        assertThat(Sample.read(folder)).containsExactly("a", "weir.damage", "b");
    }

    @Test
    void refusesToOpenWhereAFileStandsInPlaceOfTheFolder() throws IOException {
        Files.createDirectories(folder.getParent());
        Files.writeString(folder, "");

        assertThatThrownBy(() -> Journal.open(folder, CLOCK))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("cannot make the folder " + folder);
    }

    @Test
    void appendsNothingForNoRecords() throws IOException {
        try (var journal = Journal.open(folder, CLOCK)) {
            journal.append(List.of());
            journal.sync();
        }
        assertThat(lines(folder, 1)).hasSize(1);
    }

    static void cut(Path file, long length) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }
}
