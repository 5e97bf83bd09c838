package dev.weir.cli.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

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

class SourceArchiveTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"foo-1.0", "."})
    void unpacksWhatWasPackedWithoutTheFolderAroundIt(String packed) throws Exception {
        var tree = Files.createDirectories(folder.resolve("foo-1.0"));
        Files.writeString(Files.createDirectory(tree.resolve("src")).resolve("ä.py"), "x = 1\n");
        var script = Files.writeString(tree.resolve("configure"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x---"));
        Files.createSymbolicLink(tree.resolve("src/link"), Path.of("../configure"));
        Files.createDirectory(tree.resolve("empty"));
        var archive = folder.resolve("foo-1.0.tar.gz");
        var root = packed.equals(".") ? tree : folder;
        run("tar", "-czf", archive.toString(), "-C", root.toString(), packed);

        SourceArchive.unpack(archive, folder.resolve("out"));

        assertThat(TreeManifest.of(folder.resolve("out"), TreeScope.WHOLE))
                .isEqualTo(TreeManifest.of(tree, TreeScope.WHOLE));
    }

    @Test
    void unpacksNothingThatLeadsOutside() throws Exception {
        Files.writeString(folder.resolve("outside"), "");
        Files.createDirectory(folder.resolve("in"));
        var archive = folder.resolve("evil-1.0.tar");
        run("tar", "-cf", archive.toString(), "-P", "-C", folder.resolve("in").toString(), "../outside");

        assertThatIOException().isThrownBy(() -> SourceArchive.unpack(archive, folder.resolve("out")))
                .withMessageContaining("outside");
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
