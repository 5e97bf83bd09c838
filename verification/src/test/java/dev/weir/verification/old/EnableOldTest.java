package dev.weir.verification.old;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testkit.packages.Wheel;
import dev.weir.testkit.python.Python;
import dev.weir.verification.machine.AuditedPip;
import dev.weir.verification.machine.Machine;
import dev.weir.verification.machine.Sandbox;
import dev.weir.verification.machine.Venvs;
import dev.weir.verification.machine.Venvs.Pip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `weir enable` on Pythons before 3.8.
@Tag("network") // Environments of Python 2.7 are made by a program that is fetched.
@Execution(ExecutionMode.CONCURRENT)
class EnableOldTest {

    static List<Python> pythons() {
        return Machine.oldPythons();
    }

    @ParameterizedTest
    @MethodSource("pythons")
    void auditsEveryPipUntilItIsDisabled(Python python) throws IOException {
        try (var sandbox = Sandbox.open()) {
            var links = sandbox.folder().resolve("links");
            Wheel.of("good", "1.0").universal().file("good.py", "").writeTo(links);
            Wheel.of("evil", "1.0").universal().file("evil.py", "").writeTo(links);
            sandbox.settings("[names]\ndeny = [\"evil\"]\n");
            var pip = AuditedPip.in(sandbox, "venv", Pip.of(python));
            var site = Venvs.site(pip.environment());
            var before = names(site);

            sandbox.run(Machine.weir().toString(), "enable", pip.environment().toString()).orFail();
            var refused = pip.runBare("install", "--no-index", "--find-links", links.toString(), "evil");
            assertThat(refused.exit()).as(refused.toString()).isEqualTo(10);
            pip.runBare("install", "--no-index", "--find-links", links.toString(), "good").orFail();
            assertThat(names(site)).contains("good.py").doesNotContain("evil.py");

            pip.runBare("uninstall", "--yes", "good").orFail();
            sandbox.run(Machine.weir().toString(), "disable", pip.environment().toString()).orFail();
            assertThat(names(site)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("pythons")
    void runsNoPipWhereThePlantedModuleIsGone(Python python) throws IOException {
        try (var sandbox = Sandbox.open()) {
            var pip = AuditedPip.in(sandbox, "venv", Pip.of(python));
            sandbox.run(Machine.weir().toString(), "enable", pip.environment().toString()).orFail();
            var site = Venvs.site(pip.environment());
            Files.delete(site.resolve("_weir.py"));
            Files.deleteIfExists(site.resolve("_weir.pyc"));
            var result = pip.runBare("list");
            assertThat(result.exit()).as(result.toString()).isEqualTo(11);
            assertThat(result.err()).contains("_weir.py is gone or broken");
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> !name.equals("__pycache__")).sorted()
                    .toList();
        }
    }
}
