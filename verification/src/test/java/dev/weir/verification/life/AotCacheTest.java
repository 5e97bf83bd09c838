package dev.weir.verification.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testkit.packages.Wheel;
import dev.weir.verification.machine.Machine;
import dev.weir.verification.machine.Result;
import dev.weir.verification.machine.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// The cache by which an engine starts quicker: it is used, and nothing depends on it.
@Execution(ExecutionMode.CONCURRENT)
class AotCacheTest {

    private static final int NO_JVM = 1;

    private final Sandbox sandbox;
    private final Path wheel;

    AotCacheTest() throws IOException {
        sandbox = Sandbox.open();
        wheel = Wheel.of("alpha", "1.0").writeTo(sandbox.folder().resolve("files"));
    }

    @AfterEach
    void close() throws IOException {
        sandbox.close();
    }

    @Test
    void isMadeWhereAHomeIsLaidOutAndUsedThere() throws IOException {
        var home = layOut();

        checkFrom(home, demandingTheCache()).orFail();
    }

    @Test
    void isMissedOnlyByWhoDemandsIt() throws IOException {
        var home = layOut();
        Files.writeString(cacheOf(home), "no cache");

        assertThat(checkFrom(home, demandingTheCache()).exit()).isEqualTo(NO_JVM);
        checkFrom(home, sandbox).orFail();
    }

    @Test
    void saysNothingOfACacheThatDoesNotFit() throws IOException {
        var home = layOut();
        Files.writeString(cacheOf(home), "no cache");

        var result = checkFrom(home, sandbox);

        assertThat(result.err()).isEmpty();
        assertThat(sandbox.state().resolve("run").resolve("engine.log")).isEmptyFile();
    }

    @Test
    void isMadeAnewWhereItIsGone() throws IOException {
        var home = layOut();
        Files.delete(cacheOf(home));

        assertThat(layOut()).isEqualTo(home);

        assertThat(cacheOf(home)).isRegularFile();
    }

    @Test
    void isPassedByWhereItWasNotMade() throws IOException {
        var moved = Files.move(layOut(), sandbox.folder().resolve("moved"));

        assertThat(checkFrom(moved, demandingTheCache()).exit()).isEqualTo(NO_JVM);
        checkFrom(moved, sandbox).orFail();
    }

    private Path layOut() throws IOException {
        return Path.of(sandbox.run(Machine.weir().toString(), "home").orFail().out().strip());
    }

    private static Path cacheOf(Path home) {
        return home.resolve("aot").resolve("weir.aot");
    }

    /// A JVM in this mode does not start without it.
    private Sandbox demandingTheCache() {
        return sandbox.with("JAVA_TOOL_OPTIONS", "-XX:AOTMode=on");
    }

    private Result checkFrom(Path home, Sandbox from) throws IOException {
        var launcher = home.resolve("bin").resolve("weir").toString();
        return Sandbox.finish(from.start(launcher, "check", wheel.toString()));
    }
}
