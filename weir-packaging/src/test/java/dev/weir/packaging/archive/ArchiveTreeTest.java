package dev.weir.packaging.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.packaging.tree.TreeManifest;
import dev.weir.packaging.tree.TreeScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTreeTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"foo-1.0", "."})
    void isWhatWasPackedWithoutTheFolderAroundIt(String packed) throws Exception {
        Path tree = Files.createDirectories(folder.resolve("foo-1.0"));
        Files.writeString(Files.createDirectory(tree.resolve("src")).resolve("ä.py"), "x = 1\n");
        Path script = Files.writeString(tree.resolve("configure"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x---"));
        Files.createSymbolicLink(tree.resolve("src/link"), Path.of("../configure"));
        Files.createDirectory(tree.resolve("empty"));
        Path archive = folder.resolve("foo-1.0.tar.gz");
        Path root = packed.equals(".") ? tree : folder;
        run("tar", "-czf", archive.toString(), "-C", root.toString(), packed);

        assertUnpacked(archive, TreeManifest.of(tree, TreeScope.WHOLE));
    }

    /// pip takes the `.` for the folder that they have in common.
    @Test
    void keepsAFolderThatStandsBehindADot() throws Exception {
        Files.writeString(Files.createDirectories(folder.resolve("in/foo-1.0")).resolve("setup.py"), "x = 1\n");
        Path archive = folder.resolve("foo-1.0.tar");
        run("tar", "-cf", archive.toString(), "-C", folder.resolve("in").toString(), "./foo-1.0");

        assertUnpacked(archive, TreeManifest.of(folder.resolve("in"), TreeScope.WHOLE));
    }

    @Test
    void makesTheFoldersThatAreNotListed() throws Exception {
        Path archive = Files.write(folder.resolve("foo.zip"), new Zips().file("foo/a/b/c.py", "x = 1\n").finished());
        try (ArchiveReader reader = ArchiveReader.open(archive)) {
            assertThat(ArchiveTree.ofSource(reader).manifest().text()).contains("d\t-\t-\ta\n", "d\t-\t-\ta/b\n")
                    .doesNotContain("foo");
            assertThat(ArchiveTree.ofAll(reader).manifest().text()).contains("d\t-\t-\tfoo/a/b\n");
        }
    }

    @Test
    void takesTheModeOfAZipOnlyWhereItSaysThatThisIsAFile() throws Exception {
        Path archive = Files.write(folder.resolve("foo.zip"), new Zips().withMode("foo/run", 0100644 | 010, "#!")
                .withMode("foo/stay", 0755, "#!").finished());
        try (ArchiveReader reader = ArchiveReader.open(archive)) {
            assertThat(ArchiveTree.ofSource(reader).manifest().text())
                    .containsPattern("f\tx\t\\w+\trun\n")
                    .containsPattern("f\t-\t\\w+\tstay\n");
        }
    }

    private void assertUnpacked(Path file, TreeManifest expected) throws IOException {
        try (ArchiveReader archive = ArchiveReader.open(file)) {
            ArchiveTree tree = ArchiveTree.ofSource(archive);
            tree.unpackInto(folder.resolve("out"));

            assertThat(tree.manifest()).isEqualTo(expected);
            assertThat(TreeManifest.of(folder.resolve("out"), TreeScope.WHOLE)).isEqualTo(expected);
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
