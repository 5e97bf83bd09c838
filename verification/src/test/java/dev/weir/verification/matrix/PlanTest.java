package dev.weir.verification.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testkit.python.Python;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final Python TWO = python("2.7.18");
    private static final Python EIGHT = python("3.8.18");
    private static final Python THIRTEEN = python("3.13.0");

    private static final Plan PLAN = plan();

    private static Plan plan() {
        var offered = new LinkedHashMap<Python, List<String>>();
        offered.put(TWO, List.of("8.1.2", "9.0.0", "9.0.1", "10.0.0b1", "10.0.1", "20.3.4"));
        offered.put(EIGHT, List.of("9.0.0", "9.0.1", "10.0.1", "20.3.4", "24.0", "24.3", "24.3.1"));
        offered.put(THIRTEEN, List.of("9.0.0", "9.0.1", "10.0.1", "20.3.4", "24.0", "24.3", "24.3.1", "26.10", "26.9"));
        return Plan.of(offered);
    }

    private static Python python(String version) {
        return new Python(version, Path.of("python"), List.of());
    }

    @Test
    void triesEveryFinalReleaseSinceTheFirst() {
        assertThat(PLAN.whole().stream().map(Pair::release)).containsOnly("9.0.0", "9.0.1", "10.0.1", "20.3.4", "24.0",
                "24.3", "24.3.1", "26.9", "26.10");
    }

    @Test
    void triesTheLastOfAMinorVersionOnTheOldestAndTheNewestPythonThatItRunsOn() {
        assertThat(PLAN.whole()).contains(new Pair("24.3.1", EIGHT), new Pair("24.3.1", THIRTEEN));
    }

    @Test
    void triesNoPipOnAPythonThatItDoesNotRunOn() {
        assertThat(PLAN.whole()).doesNotContain(new Pair("9.0.1", THIRTEEN), new Pair("20.3.4", THIRTEEN));
    }

    @Test
    void samplesWhatTheAuthorTriedAndTheNewest() {
        assertThat(PLAN.sample()).contains(new Pair("10.0.1", TWO), new Pair("10.0.1", EIGHT),
                new Pair("26.10", THIRTEEN)).doesNotHaveDuplicates();
    }

    @Test
    void triesNoPairTwice() {
        assertThat(PLAN.whole()).containsAll(PLAN.sample()).doesNotHaveDuplicates();
    }
}
