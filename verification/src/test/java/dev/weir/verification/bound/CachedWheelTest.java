package dev.weir.verification.bound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.weir.packaging.tree.Sha256;
import dev.weir.testkit.packages.Backend;
import dev.weir.testkit.packages.Source;
import dev.weir.verification.machine.AuditedPip;
import dev.weir.verification.machine.Machine;
import dev.weir.verification.machine.Result;
import dev.weir.verification.machine.Sandbox;
import dev.weir.verification.machine.Venvs.Pip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Of what a wheel in pip's cache was built, where the user requires hashes of archives.
class CachedWheelTest {

    private final Sandbox sandbox;
    private final AuditedPip pip;
    private final Path packages;
    private final Path requirements;

    CachedWheelTest() throws IOException {
        assumeThat(Pip.of(Machine.python()).release()).matches(release -> release.isAtLeast(23, 1),
                "goes by its cache");
        sandbox = Sandbox.open();
        pip = AuditedPip.in(sandbox);
        packages = sandbox.folder().resolve("packages");
        var archive = alpha("original").sdist(packages);
        requirements = Files.writeString(sandbox.folder().resolve("requirements.txt"),
                "alpha==1.0 --hash=" + Sha256.of(Files.readAllBytes(archive)) + "\n");
    }

    @AfterEach
    void close() throws IOException {
        sandbox.close();
    }

    @Test
    void isTakenWhereWeirHasSeenIt() throws IOException {
        install().orFail();
        removeAlpha();

        assertThat(install().orFail().out()).contains("Using cached alpha");
        assertThat(word()).isEqualTo("original");
    }

    @Test
    void isNotTakenWhereWeirHasNotSeenIt() throws IOException {
        pip.runBare(words()).orFail();
        removeAlpha();

        assertThat(install().orFail().out()).doesNotContain("Using cached alpha");
        assertThat(word()).isEqualTo("original");
    }

    @Test
    void isNotTakenWhereAnotherStandsInItsPlace() throws IOException {
        install().orFail();
        removeAlpha();
        var other = alpha("another").wheel().writeTo(sandbox.folder().resolve("other"));
        Files.copy(other, cached(), StandardCopyOption.REPLACE_EXISTING);

        assertThat(install().orFail().out()).doesNotContain("Using cached alpha");
        assertThat(word()).isEqualTo("original");
    }

    private Result install() throws IOException {
        return pip.run(words());
    }

    private String[] words() {
        return new String[]{
                "install", "--no-index", "--find-links", packages.toString(), "--require-hashes", "-r",
                requirements.toString()
        };
    }

    private void removeAlpha() throws IOException {
        pip.run("uninstall", "--yes", "alpha").orFail();
    }

    private Path cached() throws IOException {
        try (Stream<Path> files = Files.walk(sandbox.cache())) {
            return files.filter(file -> file.toString().endsWith(".whl")).findFirst().orElseThrow();
        }
    }

    private String word() throws IOException {
        return sandbox.run(pip.python(), "-c", "import alpha; print(alpha.word())").orFail().out().strip();
    }

    private static Source alpha(String word) {
        return Source.of("alpha", "1.0")
                .file("src/alpha/__init__.py", "def word():\n    return '" + word + "'\n")
                .builtBy(Backend.plain());
    }
}
