package dev.weir.engine.bits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.weir.api.Digest;
import dev.weir.packaging.archive.ArchiveLimits;
import dev.weir.packaging.tree.TreeScope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BitsStoreTest {

    private static final long WIDE = 1 << 20;

    private final BitsStore store = new BitsStore();

    @TempDir
    private Path root;

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void copiesOnceWhatComesTwice() throws Exception {
        var bits = file("a.whl", "bits");
        var first = lent(bits, Optional.empty(), WIDE);

        assertThat(lent(bits, Optional.of(bits.digest()), WIDE).path()).isEqualTo(first.path());
        assertThat(first.path()).hasContent("bits").hasFileName("a.whl");
    }

    @Test
    void copiesOnceATreeThatComesTwice() throws Exception {
        Files.writeString(Files.createDirectory(root.resolve("tree")).resolve("setup.py"), "pass\n");
        var bits = new Bits(root.resolve("tree"), TreeScope.WHOLE);
        var first = lent(bits, Optional.empty(), WIDE);

        assertThat(lent(bits, Optional.of(bits.digest()), WIDE).path()).isEqualTo(first.path());
        assertThat(first.path().resolve("setup.py")).hasContent("pass\n");
    }

    @Test
    void believesNoClaim() throws Exception {
        var good = file("a.whl", "good");
        var digestOfGood = lent(good, Optional.empty(), WIDE).digest();
        Files.writeString(good.path(), "evil");

        assertThat(lent(good, Optional.of(digestOfGood), WIDE).path()).hasContent("evil");
        assertThatIOException().isThrownBy(() -> {
            Files.delete(good.path());
            store.lend(good, Optional.of(digestOfGood), terms(WIDE));
        });
    }

    @Test
    void lendsNoCopyThatSomebodyHasWrittenTo() throws Exception {
        var bits = file("a.whl", "good");
        var first = lent(bits, Optional.empty(), WIDE);
        Files.setPosixFilePermissions(first.path(), PosixFilePermissions.fromString("rw-------"));
        Files.writeString(first.path(), "evil");

        assertThat(lent(bits, Optional.of(bits.digest()), WIDE).path()).hasContent("good");
        assertThat(first.path()).doesNotExist();
    }

    @Test
    void letsThoseGoThatWereUsedLongestAgo() throws Exception {
        var first = lent(file("a.whl", "four"), Optional.empty(), 8);
        var second = lent(file("b.whl", "four"), Optional.empty(), 8);
        lent(file("a.whl", "four"), Optional.of(first.digest()), 8);
        var third = lent(file("c.whl", "four"), Optional.empty(), 8);

        assertThat(first.path()).exists();
        assertThat(second.path()).doesNotExist();
        assertThat(third.path()).exists();
    }

    @Test
    void keepsWhatIsInUseWhateverItsSize() throws Exception {
        var bits = file("a.whl", "large");
        try (var loan = store.lend(bits, Optional.empty(), terms(0))) {
            lent(file("b.whl", "other"), Optional.empty(), 0);
            lent(bits, Optional.of(loan.copy().digest()), 0);

            assertThat(loan.copy().path()).hasContent("large");
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void removesBothCopiesThatWereMadeAtOnce() throws Exception {
        var bits = file("a.whl", "bits");
        try (var one = store.lend(bits, Optional.empty(), terms(WIDE));
                var other = store.lend(bits, Optional.empty(), terms(WIDE))) {
            assertThat(one.copy().path()).isNotEqualTo(other.copy().path());
        }
        assertThat(files()).hasSize(1);
    }

    @Test
    void unpacksAnArchiveOnceWhereSomebodyAsks() throws Exception {
        var bits = archive("a-1.0-py3-none-any.whl");
        Path tree;
        try (var loan = store.lend(bits, Optional.empty(), terms(WIDE))) {
            tree = loan.copy().tree();
            assertThat(tree.resolve("a/b.py")).hasContent("b = 1\n");
            assertThat(Files.getPosixFilePermissions(tree.resolve("a/b.py")))
                    .isEqualTo(PosixFilePermissions.fromString("r--------"));
            assertThat(loan.copy().reader().tree()).isEqualTo(tree);
        }
        try (var loan = store.lend(bits, Optional.of(bits.digest()), terms(0))) {
            assertThat(loan.copy().tree()).isEqualTo(tree);
        }
        assertThat(tree).doesNotExist();
    }

    @Test
    void leavesOutTheFolderOfASourceArchive() throws Exception {
        try (var loan = store.lend(archive("a-1.0.zip"), Optional.empty(), terms(WIDE))) {
            assertThat(loan.copy().tree().resolve("b.py")).hasContent("b = 1\n");
        }
    }

    @Test
    void readsNoArchiveThatIsTooMuch() throws Exception {
        var none = new ArchiveLimits(0, 1 << 20, 200, 4096, 255, 100, 1 << 20, Duration.ofMinutes(1));
        var terms = new BitsStore.Terms(WIDE, none);
        try (var loan = store.lend(archive("a-1.0-py3-none-any.whl"), Optional.empty(), terms);
                var reader = loan.copy().reader()) {
            assertThatIOException().isThrownBy(reader::entries).withMessageContaining("more than 0 entries");
        }
    }

    @Test
    void unpacksNothingForWhoComesTooLate() throws Exception {
        var copy = lent(archive("a-1.0-py3-none-any.whl"), Optional.empty(), WIDE);

        assertThatIOException().isThrownBy(copy::tree);
    }

    @Test
    void unpacksNothingThatTheReaderRefuses() throws Exception {
        try (var loan = store.lend(file("a.whl", "no archive"), Optional.empty(), terms(WIDE))) {
            assertThatIOException().isThrownBy(() -> loan.copy().tree());
        }
    }

    @Test
    void leavesNothingBehind() throws Exception {
        var copy = lent(file("a.whl", "bits"), Optional.empty(), WIDE);
        store.close();

        assertThat(folderOf(copy)).doesNotExist();
    }

    @Test
    void removesWhatAnEngineLeftBehindThatWasKilled() throws Exception {
        var left = Files.createTempDirectory("weir-bits-");
        Files.writeString(left.resolve("lock"), "");
        Files.writeString(Files.createDirectory(left.resolve("1")).resolve("a.whl"), "bits");
        var link = Files.createSymbolicLink(left.resolveSibling("weir-bits-link-" + System.nanoTime()), root);
        Files.writeString(root.resolve("lock"), "");
        try (var other = new BitsStore()) {
            var held = lent(file("a.whl", "bits"), Optional.empty(), WIDE);
            other.lend(file("b.whl", "bits"), Optional.empty(), terms(WIDE)).close();

            assertThat(left).doesNotExist();
            assertThat(held.path()).exists();
            assertThat(root.resolve("lock")).exists();
        } finally {
            Files.delete(link);
        }
    }

    private CopiedArtifact lent(Bits bits, Optional<Digest> claimed, long limit) throws IOException {
        try (var loan = store.lend(bits, claimed, terms(limit))) {
            return loan.copy();
        }
    }

    private static BitsStore.Terms terms(long limit) {
        return new BitsStore.Terms(limit, ArchiveLimits.DEFAULT);
    }

    private Bits archive(String name) throws IOException {
        var file = root.resolve(name);
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("a/b.py"));
            zip.write("b = 1\n".getBytes(StandardCharsets.UTF_8));
        }
        return new Bits(file, TreeScope.WHOLE);
    }

    private Bits file(String name, String text) throws IOException {
        return new Bits(Files.writeString(root.resolve(name), text), TreeScope.WHOLE);
    }

    /// Of the whole store.
    private static Path folderOf(CopiedArtifact copy) {
        return copy.path().resolve("../..").normalize();
    }

    /// All copies of this store.
    private List<Path> files() throws IOException {
        var probe = lent(file("probe", "x".repeat(100)), Optional.empty(), 1_000);
        try (var found = Files.walk(folderOf(probe))) {
            return found.filter(Files::isRegularFile).filter(path -> path.endsWith("a.whl") || path.endsWith("b.whl"))
                    .toList();
        }
    }
}
