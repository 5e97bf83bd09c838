package dev.weir.benchmarks.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class QuantilesTest {

    @Test
    void findsTheMiddleWhateverTheOrder() {
        assertThat(new Quantiles(3, 100, 1).median()).isEqualTo(3);
    }

    @Test
    void goesHalfWayBetweenTwoInTheMiddle() {
        assertThat(new Quantiles(4, 1, 2, 100).median()).isEqualTo(3);
    }

    @Test
    void findsTheEndsAndWhatLiesBetween() {
        var sample = new Quantiles(0, 10, 20, 30, 40);

        assertThat(sample.at(0)).isEqualTo(0);
        assertThat(sample.at(0.9)).isEqualTo(36);
        assertThat(sample.at(1)).isEqualTo(40);
    }

    @Test
    void knowsNothingOfNoValues() {
        assertThatThrownBy(Quantiles::new).isInstanceOf(IllegalArgumentException.class);
    }
}
