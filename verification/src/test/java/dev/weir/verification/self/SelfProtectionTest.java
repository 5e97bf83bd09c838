package dev.weir.verification.self;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testkit.packages.Backend;
import dev.weir.testkit.packages.Source;
import dev.weir.testkit.packages.Wheel;
import dev.weir.verification.machine.AuditedPip;
import dev.weir.verification.machine.Result;
import dev.weir.verification.machine.Sandbox;
import dev.weir.verification.machine.Venvs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// The files that Weir plants are safe from what a real pip installs and removes, without any settings.
@Execution(ExecutionMode.CONCURRENT)
class SelfProtectionTest {

    private final Sandbox sandbox;
    private final AuditedPip pip;
    private final Path files;
    private final Path site;

    SelfProtectionTest() throws IOException {
        sandbox = Sandbox.open();
        pip = AuditedPip.in(sandbox);
        files = sandbox.folder().resolve("files");
        site = Venvs.site(pip.environment());
    }

    @AfterEach
    void close() throws IOException {
        sandbox.close();
    }

    @Test
    void keepsOutAWheelThatCarriesAPlantedFile() throws IOException {
        Wheel.of("one", "1.0").file("_weir.pth", "").writeTo(files);
        Wheel.of("two", "1.0").file("two-1.0.data/data/lib/" + lib() + "/site-packages/_WEIR.start", "").writeTo(files);
        Wheel.of("three", "1.0").script("../lib/" + lib() + "/site-packages/_weir.py", "three:main").writeTo(files);
        var before = pip.traces();

        for (var name : List.of("one", "two", "three")) {
            assertRefused(install(name), "pip.install of " + name + " 1.0");
        }

        assertThat(pip.traces()).isEqualTo(before);
    }

    @Test
    void keepsOutASourceThatBuildsAPlantedFile() throws IOException {
        Source.of("built", "1.0").file("src/_weir.py", "").builtBy(Backend.plain()).sdist(files);
        var before = pip.traces();

        assertRefused(install("built"), "pip.built of built 1.0");

        assertThat(pip.traces()).isEqualTo(before);
    }

    @Test
    void keepsOutAPackageOfAnOwnName() throws IOException {
        Wheel.of("Weir", "1.0").file("weir.py", "").writeTo(files);
        Wheel.of("asks", "1.0", "weir").writeTo(files);

        for (var asked : List.of("weir", "asks", files.resolve("weir-1.0-py3-none-any.whl").toString())) {
            var result = install(asked);
            assertThat(result.exit()).as(result::toString).isEqualTo(10);
            assertThat(result.err()).contains("self.own-name", "goes under Weir's own name");
        }

        sandbox.settings("[rules]\n\"self.own-name\" = \"warn\"\n");
        install("asks").orFail();
    }

    @Test
    void leavesPlantedFilesToTheirPlace() throws IOException {
        Wheel.of("thief", "1.0").file("_weir.pth", "").file("thief.py", "").writeTo(files);
        pip.runBare(arguments("thief")).orFail();
        Files.delete(files.resolve("thief-1.0-py3-none-any.whl"));
        Wheel.of("thief", "2.0").file("thief.py", "").writeTo(files);

        assertRefused(pip.run("uninstall", "--yes", "thief"), "pip.uninstall of thief 1.0");
        assertRefused(install("--upgrade", "thief"), "pip.uninstall of thief 1.0");

        assertThat(site.resolve("_weir.pth")).exists();
        assertThat(site.resolve("thief-1.0.dist-info")).exists();
    }

    private static void assertRefused(Result result, String where) {
        assertThat(result.exit()).as(result::toString).isEqualTo(10);
        assertThat(result.err()).contains("weir refused: " + where, "self.planted-file");
    }

    private Result install(String... asked) throws IOException {
        return pip.run(arguments(asked));
    }

    private String[] arguments(String... asked) {
        var command = Stream.of("install", "--no-index", "--find-links", files.toString());
        return Stream.concat(command, Stream.of(asked)).toArray(String[]::new);
    }

    private String lib() {
        return site.resolveSibling("").getFileName().toString();
    }
}
