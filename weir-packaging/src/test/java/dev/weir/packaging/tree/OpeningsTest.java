package dev.weir.packaging.tree;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.packaging.tree.Openings.Opener;
import dev.weir.packaging.tree.UnreadableTreeException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Something else takes the place of a file between the moment when it was looked at and the moment when it is opened.
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class OpeningsTest {

    private static final Duration SHORT = Duration.ofMillis(50);

    @TempDir
    private Path root;

    private Path file = Path.of("unset");
    private Path fifo = Path.of("unset");

    @BeforeEach
    void makeAFileAndAFifo() throws Exception {
        file = Files.createFile(root.resolve("file"));
        fifo = root.resolve("fifo");
        GoldenTree.makeFifo(fifo);
    }

    @Test
    void doesNotWaitForSomebodyToWriteIntoAFifo() throws Exception {
        assertRefused(Reason.NOT_OPENED, swapped -> {
            Files.move(fifo, swapped, StandardCopyOption.ATOMIC_MOVE);
            return Openings.openForReading(swapped);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "content"})
    void readsNothingFromAFifoThatIsOpen(String content) throws Exception {
        Files.writeString(file, content);
        assertRefused(Reason.CHANGED, swapped -> {
            Files.move(fifo, swapped, StandardCopyOption.ATOMIC_MOVE);
            return FileChannel.open(swapped, READ, WRITE);
        });
    }

    @Test
    void readsNoMoreThanTheFileHad() throws Exception {
        Files.writeString(file, "1");
        assertRefused(Reason.CHANGED, _ -> FileChannel.open(Path.of("/dev/zero")));
    }

    private void assertRefused(Reason reason, Opener opener) {
        assertThatExceptionOfType(UnreadableTreeException.class)
                .isThrownBy(() -> digest(opener))
                .withMessageContaining("file")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private Sha256 digest(Opener opener) throws IOException {
        return Openings.read(SHORT, opener, openings -> new StableFile(file, "file").digest(openings, _ -> {}));
    }

    @Test
    void waitsForWhatTakesLongToRead() throws Exception {
        var patience = Duration.ofSeconds(1);

        var size = Openings.read(patience, Openings::openForReading, openings -> {
            try (var channel = openings.open(file, "file")) {
                Thread.sleep(patience.plus(SHORT));
                return channel.size();
            } catch (InterruptedException givenUp) {
                throw new IOException(givenUp);
            }
        });

        assertThat(size).isZero();
    }

    @Test
    void readsAsManyBytesAsThereMayBe() throws Exception {
        var bytes = "0123456789".repeat(30_000).getBytes(StandardCharsets.US_ASCII);
        Files.write(file, bytes);

        assertThat(new RegularFile(file).bytes(bytes.length)).isEqualTo(bytes);
        assertThatExceptionOfType(UnreadableTreeException.class)
                .isThrownBy(() -> new RegularFile(file).bytes(bytes.length - 1))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
    }

    @Test
    void copiesContentAndTime() throws Exception {
        Files.writeString(file, "content");

        new RegularFile(file).copyTo(root.resolve("copy"));

        assertThat(root.resolve("copy")).hasContent("content");
        assertThat(Files.getLastModifiedTime(root.resolve("copy"))).isEqualTo(Files.getLastModifiedTime(file));
    }
}
