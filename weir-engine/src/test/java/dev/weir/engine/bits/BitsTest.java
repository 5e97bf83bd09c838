package dev.weir.engine.bits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.weir.api.Artifact.Entry;
import dev.weir.api.Digest;
import dev.weir.packaging.tree.Sha256;
import dev.weir.packaging.tree.TreeManifest;
import dev.weir.packaging.tree.TreeScope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BitsTest {

    @TempDir
    private Path root;

    private PrivateFolder folder = new PrivateFolder(Path.of("unset"));

    @BeforeEach
    void makeFolder() throws IOException {
        folder = PrivateFolder.create("weir-test-");
    }

    @AfterEach
    void removeFolder() {
        folder.close();
        assertThat(folder.path()).doesNotExist();
    }

    @Test
    void copiesAFileUnderItsName() throws Exception {
        var file = Files.writeString(root.resolve("a-1.0.tar.gz"), "bits");

        var copy = whole(file).copyInto(folder);

        assertThat(copy.path()).hasFileName("a-1.0.tar.gz").hasContent("bits");
        assertThat(copy.digest()).isEqualTo(new Digest(Sha256.ofFile(file).toString())).isEqualTo(whole(file).digest());
    }

    @Test
    void copiesATreeWithItsLinksAndModes() throws Exception {
        var tree = tree();
        Files.createSymbolicLink(tree.resolve("link"), Path.of("../outside"));
        Files.setPosixFilePermissions(tree.resolve("setup.py"), PosixFilePermissions.fromString("rwxr-xr-x"));

        var copy = whole(tree).copyInto(folder);

        assertThat(Files.readSymbolicLink(copy.path().resolve("link"))).isEqualTo(Path.of("../outside"));
        assertThat(TreeManifest.of(copy.path(), TreeScope.WHOLE)).isEqualTo(TreeManifest.of(tree, TreeScope.WHOLE));
        assertThat(copy.digest()).isEqualTo(whole(tree).digest());
    }

    @Test
    void leavesOutWhatIsNoPartOfAUsersOwnFolder() throws Exception {
        var tree = tree();
        Files.writeString(Files.createDirectory(tree.resolve(".git")).resolve("config"), "");
        var bits = new Bits(tree, TreeScope.USER_FOLDER);

        var copy = bits.copyInto(folder);

        assertThat(copy.path().resolve(".git")).doesNotExist();
        assertThat(copy.digest()).isEqualTo(bits.digest()).isNotEqualTo(whole(tree).digest());
    }

    @Test
    void takesTheRightToWriteAwayFromTheCopy() throws Exception {
        var copy = whole(tree()).copyInto(folder);

        assertThat(Files.getPosixFilePermissions(copy.path().resolve("src").resolve("a.py")))
                .isEqualTo(PosixFilePermissions.fromString("r--------"));
        assertThat(Files.getPosixFilePermissions(copy.path())).isEqualTo(PosixFilePermissions.fromString("r-x------"));
    }

    @Test
    void showsTheEntriesOfATreeInTheOrderOfItsManifest() throws Exception {
        var copy = whole(tree()).copyInto(folder);

        try (var reader = copy.reader(); var entries = reader.entries()) {
            assertThat(entries.toList()).containsExactly(
                    new Entry("setup.py", Entry.Type.FILE, 5),
                    new Entry("src", Entry.Type.FOLDER, 0),
                    new Entry("src/a.py", Entry.Type.FILE, 6));
        }
    }

    @Test
    void opensAFileOfATree() throws Exception {
        var copy = whole(tree()).copyInto(folder);

        try (var reader = copy.reader(); var content = reader.open(new Entry("src/a.py", Entry.Type.FILE, 6))) {
            assertThat(new String(content.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("a = 1\n");
        }
    }

    @Test
    void opensNoLinkAndNothingOutside() throws Exception {
        var tree = tree();
        Files.writeString(root.resolve("secret"), "secret");
        Files.createSymbolicLink(tree.resolve("link"), Path.of("../secret"));
        var copy = whole(tree).copyInto(folder);

        try (var reader = copy.reader()) {
            for (var entry : List.of(
                    new Entry("link", Entry.Type.LINK, 0), new Entry("link", Entry.Type.FILE, 6))) {
                assertThatIOException().isThrownBy(() -> reader.open(entry));
            }
            assertThat(catchThrowable(
                    () -> reader.open(new Entry("../secret", Entry.Type.FILE, 6)))).isNotNull();
        }
    }

    @Test
    void refusesWhatIsNeitherFileNorFolder() throws Exception {
        var fifo = root.resolve("fifo.whl");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();

        assertThatIOException().isThrownBy(() -> whole(fifo).copyInto(folder));
        assertThatIOException().isThrownBy(() -> whole(fifo).digest());
    }

    @Test
    void cannotReadWhatHasAnotherFormThanWhenItWasFirstLookedAt() throws Exception {
        var bits = whole(Files.createDirectory(root.resolve("a-1.0-py3-none-any.whl")));
        Files.delete(bits.path());
        Files.writeString(bits.path(), "bits");

        assertThatIOException().isThrownBy(bits::digest);
        assertThatIOException().isThrownBy(() -> bits.copyInto(folder));
    }

    @Test
    void refusesATreeWithASpecialFile() throws Exception {
        var tree = tree();
        assertThat(new ProcessBuilder("mkfifo", tree.resolve("fifo").toString()).start().waitFor()).isZero();

        assertThatIOException().isThrownBy(() -> whole(tree).copyInto(folder)).withMessageContaining("fifo");
    }

    private Path tree() throws IOException {
        var tree = Files.createDirectory(root.resolve("tree"));
        Files.writeString(tree.resolve("setup.py"), "pass\n");
        Files.writeString(Files.createDirectory(tree.resolve("src")).resolve("a.py"), "a = 1\n");
        return tree;
    }

    private static Bits whole(Path path) {
        return new Bits(path, TreeScope.WHOLE);
    }
}
