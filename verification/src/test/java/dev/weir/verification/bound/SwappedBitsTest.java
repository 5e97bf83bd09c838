package dev.weir.verification.bound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testkit.python.Release;
import dev.weir.verification.canary.Pips;
import dev.weir.verification.machine.Machine;
import dev.weir.verification.machine.Sandbox;
import dev.weir.verification.machine.Venvs.Pip;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The shim's own tests that swap a wheel, an archive or a tree before each of its opens, from outside and from another package's build, and what pip has
/// written meanwhile; on pips that no Python of this machine brings. (On those that one brings they run with the other tests of the shim.)
@Execution(ExecutionMode.CONCURRENT)
class SwappedBitsTest {

    private static final List<String> TESTS = List.of("tests.test_bound.AWheelThatIsSwapped",
            "tests.test_bound.ASourceTreeThatIsTouched", "tests.test_written.AfterTheWrite");

    @Tag("network")
    @ParameterizedTest(name = "{1} with {0}")
    @MethodSource
    void areNeverInstalledByTheOldestAndTheNewestPip(Pip pip, String tests) throws IOException {
        assertPasses(pip, tests);
    }

    @Tag("product")
    @ParameterizedTest(name = "{1} with {0}")
    @MethodSource
    void areNeverInstalledByAnyPip(Pip pip, String tests) throws IOException {
        assertPasses(pip, tests);
    }

    static Stream<Arguments> areNeverInstalledByTheOldestAndTheNewestPip() {
        var byRelease = Comparator.<Pip, Release>comparing(Pip::release);
        var pips = Pips.fetched();
        return Stream.of(pips.stream().min(byRelease), pips.stream().max(byRelease)).map(pip -> pip.orElseThrow())
                .flatMap(SwappedBitsTest::tests);
    }

    static Stream<Arguments> areNeverInstalledByAnyPip() {
        return Pips.fetched().stream().flatMap(SwappedBitsTest::tests);
    }

    private static Stream<Arguments> tests(Pip pip) {
        return TESTS.stream().map(tests -> Arguments.of(pip, tests));
    }

    private static void assertPasses(Pip pip, String tests) throws IOException {
        try (var sandbox = Sandbox.open()) {
            var result = sandbox.with("WEIR_TEST_PIP", pip.wheel().toString())
                    .with("PYTHONPATH", Machine.checkout().resolve("python").toString())
                    .run(pip.python().path().toString(), "-m", "unittest", tests);

            assertThat(result.orFail().err()).contains("\nOK").doesNotContain("Ran 0 tests");
        }
    }
}
