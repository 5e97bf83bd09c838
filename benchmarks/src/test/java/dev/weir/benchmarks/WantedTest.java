package dev.weir.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WantedTest {

    @Test
    void tellsPartsFromSizes() {
        assertThat(Wanted.of(List.of("whole", "rounds=3", "page")))
                .contains(new Wanted(List.of("whole", "page"), Map.of("rounds", 3)));
    }

    @Test
    void takesNoSizeThatIsNoNumber() {
        assertThat(Wanted.of(List.of("rounds=many"))).isEqualTo(Optional.empty());
    }

    @Test
    void hasASizeForWhatIsNotGiven() {
        assertThat(new Wanted(List.of(), Map.of("rounds", 3)).size("events", 7)).isEqualTo(7);
    }
}
