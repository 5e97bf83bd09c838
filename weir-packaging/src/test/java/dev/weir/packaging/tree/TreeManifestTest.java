package dev.weir.packaging.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.packaging.tree.UnreadableTreeException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TreeManifestTest {
    private static final TreeLimits WIDE = TreeLimits.OF_THE_SPECIFICATION;

    @TempDir
    Path root;

    static List<GoldenTree> goldenTrees() throws IOException {
        return GoldenTree.all();
    }

    @ParameterizedTest
    @MethodSource("goldenTrees")
    void readsAGoldenTreeAsPythonDoes(GoldenTree golden) throws Exception {
        golden.makeIn(root);
        if (golden.isRefused()) {
            assertRefused(Reason.SPECIAL_FILE, golden.text("refused"), root, golden.scope(), WIDE);
            return;
        }
        TreeManifest manifest = TreeManifest.of(root, golden.scope());
        assertThat(manifest.text()).isEqualTo(golden.text("manifest"));
        assertThat(manifest.digest()).hasToString(golden.text("digest"));
        assertThat(manifest.leftOut()).isEqualTo(golden.list("left_out"));
        assertThat(Sha256.of(manifest.text().getBytes(StandardCharsets.UTF_8))).isEqualTo(manifest.digest());
    }

    @Test
    void resolvesARootThatIsALink(@TempDir Path elsewhere) throws IOException {
        Files.writeString(root.resolve("a"), "1");
        Path link = Files.createSymbolicLink(elsewhere.resolve("link"), root);
        assertThat(TreeManifest.of(link, TreeScope.WHOLE)).isEqualTo(TreeManifest.of(root, TreeScope.WHOLE));
    }

    @ParameterizedTest
    @CsvSource({"x//y/./z/,x//y/./z/", "\\303\\251//x/,é//x/", "//\\303\\251,//é", "\\303\\251,é", "/\\303\\251/,/é/",
            "\\351/,\\xe9/", ".,.", "..,.."})
    void keepsALinkTargetAsItIsStored(String octal, String target) throws Exception {
        List<String> command =
                List.of("sh", "-c", "ln -s \"$(printf \"$1\")\" \"$2\"", "sh", octal, root.resolve("link").toString());
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        assertThat(TreeManifest.of(root, TreeScope.WHOLE).entries())
                .containsExactly(new ManifestEntry.Link("link", target));
    }

    @Test
    void doesNotDependOnThePermissionsOfOthers() throws IOException {
        Path file = Files.writeString(root.resolve("a"), "1");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Sha256 before = TreeManifest.of(root, TreeScope.WHOLE).digest();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rwxrwx"));
        assertThat(TreeManifest.of(root, TreeScope.WHOLE).digest()).isEqualTo(before);
    }

    @Test
    void doesNotLookIntoWhatIsLeftOut() throws Exception {
        Files.createDirectory(root.resolve(".git"));
        GoldenTree.makeFifo(root.resolve(".git").resolve("pipe"));
        assertThat(TreeManifest.of(root, TreeScope.USER_FOLDER).leftOut()).containsExactly(".git");
        assertRefused(Reason.SPECIAL_FILE, ".git/pipe", root, TreeScope.WHOLE, WIDE);
    }

    @Test
    void refusesARootThatIsNoFolder() throws IOException {
        Path file = Files.writeString(root.resolve("a"), "");
        assertRefused(Reason.NO_FOLDER, file.toString(), file, TreeScope.WHOLE, WIDE);
        assertRefused(Reason.UNREADABLE, root.resolve("absent").toString(), root.resolve("absent"), TreeScope.WHOLE,
                WIDE);
    }

    @Test
    void refusesOneEntryMoreThanAllowed() throws IOException {
        for (String name : List.of("a", "b", "c")) {
            Files.writeString(root.resolve(name), name);
        }
        assertThat(TreeManifest.of(root, TreeScope.WHOLE, new TreeLimits(3, 9, 9)).entries()).hasSize(3);
        assertRefused(Reason.TOO_MANY_ENTRIES, "c", root, TreeScope.WHOLE, new TreeLimits(2, 9, 9));
    }

    @Test
    void refusesOneByteMoreThanAllowed() throws IOException {
        Files.writeString(root.resolve("a"), "12");
        Files.writeString(root.resolve("b"), "34");
        assertThat(TreeManifest.of(root, TreeScope.WHOLE, new TreeLimits(9, 9, 4)).entries()).hasSize(2);
        assertRefused(Reason.TOO_LARGE, "b", root, TreeScope.WHOLE, new TreeLimits(9, 9, 3));
    }

    @Test
    void refusesOneFolderMoreInDepthThanAllowed() throws IOException {
        Path deep = Files.createDirectories(root.resolve("d/d/d"));
        assertThat(TreeManifest.of(root, TreeScope.WHOLE, new TreeLimits(9, 3, 9)).entries()).hasSize(3);
        Files.writeString(deep.resolve("f"), "");
        assertRefused(Reason.TOO_DEEP, "d/d/d/f", root, TreeScope.WHOLE, new TreeLimits(9, 3, 9));
    }

    @Test
    void refusesAFileThatChangesWhileItIsRead() throws IOException {
        Path file = Files.writeString(root.resolve("a"), "1");
        assertThatExceptionOfType(UnreadableTreeException.class)
                .isThrownBy(
                        () -> Openings.read(openings -> new StableFile(file, "a").digest(openings, _ -> append(file))))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.CHANGED));
    }

    @Test
    void doesNotOpenALinkInThePlaceOfAFile() throws IOException {
        Files.writeString(root.resolve("a"), "1");
        Path link = Files.createSymbolicLink(root.resolve("b"), Path.of("a"));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Openings.openForReading(link));
    }

    @Test
    void digestsAFileThroughALinkAndRefusesAFolder() throws IOException {
        Files.writeString(root.resolve("a"), "");
        Path link = Files.createSymbolicLink(root.resolve("b"), Path.of("a"));
        assertThat(Sha256.ofFile(link))
                .hasToString("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
                .isEqualTo(Sha256.of(new byte[0]));
        assertThatExceptionOfType(UnreadableTreeException.class)
                .isThrownBy(() -> Sha256.ofFile(root))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NO_FILE));
        assertThatExceptionOfType(UnreadableTreeException.class)
                .isThrownBy(() -> Sha256.ofFile(root.resolve("absent")))
                .withMessageContaining("absent: NoSuchFileException");
    }

    private static void append(Path file) {
        try {
            Files.writeString(file, "12");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertRefused(Reason reason, String path, Path root, TreeScope scope, TreeLimits limits) {
        assertThatExceptionOfType(UnreadableTreeException.class)
                .isThrownBy(() -> TreeManifest.of(root, scope, limits))
                .withMessageContaining(path)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason))
                .satisfies(e -> assertThat(e.path()).isEqualTo(path));
    }
}
