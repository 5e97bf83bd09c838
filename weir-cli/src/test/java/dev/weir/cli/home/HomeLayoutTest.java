package dev.weir.cli.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeLayoutTest {

    @TempDir
    Path folder;

    private Path home;
    private Path launcher;
    private Path jar;
    private Path shim;

    @BeforeEach
    void makeABuild() throws IOException {
        home = folder.resolve("target").resolve("home");
        launcher = write("weir", "#!/bin/sh");
        jar = write("weir-cli.jar", "jar");
        shim = folder.resolve("weir_shim");
        write("weir_shim/launch.py", "launch");
        write("weir_shim/points/install.py", "install");
        write("weir_shim/__pycache__/launch.pyc", "compiled");
        write("weir_shim/launch.pyc", "compiled by Python 2");
        write("man/man1/weir.1", ".TH");
    }

    @Test
    void laysOutJarsAndTheShimWithoutItsCaches() throws IOException {
        layOut();

        assertThat(names())
                .containsExactly(
                        "bin/weir",
                        "build-id",
                        "contents",
                        "lib/weir-cli.jar",
                        "man/man1/weir.1",
                        "python/weir_shim/launch.py",
                        "python/weir_shim/points/install.py");
    }

    @Test
    void writesTheBuildIdAsOneLine() throws IOException {
        var id = layOut();

        assertThat(home.resolve("build-id")).hasContent(id.text());
        assertThat(id.text()).matches("[0-9a-f]{16}");
    }

    @Test
    void listsWhatIsInIt() throws IOException {
        layOut();

        assertThat(home.resolve("contents")).hasContent("""
                9 bin/weir
                17 build-id
                3 lib/weir-cli.jar
                3 man/man1/weir.1
                6 python/weir_shim/launch.py
                7 python/weir_shim/points/install.py
                """);
    }

    @Test
    void givesTheSameBuildIdForTheSameFiles() throws IOException {
        assertThat(layOut()).isEqualTo(layOut());
    }

    @Test
    void givesAnotherBuildIdWhenAByteMoves() throws IOException {
        var before = layOut();
        write("weir_shim/launch.py", "launchi");
        write("weir_shim/points/install.py", "nstall");

        assertThat(layOut()).isNotEqualTo(before);
    }

    @Test
    void keepsTheBuildIdWhenPythonFillsItsCache() throws IOException {
        var id = layOut();
        var cache = Files.createDirectory(home.resolve("python/weir_shim/__pycache__"));
        Files.writeString(cache.resolve("launch.pyc"), "compiled");

        assertThat(BuildId.of(home)).isEqualTo(id);
    }

    @Test
    void replacesAnOlderHomeWhole() throws IOException {
        layOut();
        Files.delete(shim.resolve("points").resolve("install.py"));
        layOut();

        assertThat(names()).containsExactly("bin/weir", "build-id", "contents", "lib/weir-cli.jar",
                "man/man1/weir.1", "python/weir_shim/launch.py");
        assertThat(home.getParent()).isDirectoryNotContaining("glob:**/home.*");
    }

    @Test
    void leavesAHomeOfTheSameBuildInPlace() throws IOException {
        layOut();
        var before = inode();
        layOut();

        assertThat(inode()).isEqualTo(before);
    }

    @Test
    void keepsTheOlderHomeWhenAJarIsMissing() throws IOException {
        layOut();
        var before = names();
        Files.delete(jar);

        assertThatThrownBy(this::layOut).isInstanceOf(NoSuchFileException.class);
        assertThat(names()).isEqualTo(before);
    }

    private BuildId layOut() throws IOException {
        return new HomeLayout(launcher, List.of(jar), shim, folder.resolve("man")).layOut(home);
    }

    private Object inode() throws IOException {
        return Files.getAttribute(home, "unix:ino");
    }

    private Path write(String name, String content) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private List<String> names() throws IOException {
        return new Tree(home).files().stream().map(file -> home.relativize(file).toString()).toList();
    }
}
