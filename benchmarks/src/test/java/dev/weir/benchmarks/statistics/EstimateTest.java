package dev.weir.benchmarks.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EstimateTest {

    @Test
    void isCertainWhereAllValuesAreTheSame() {
        assertThat(Estimate.of(1.02, 1.02, 1.02)).isEqualTo(new Estimate(1.02, 1.02, 1.02));
    }

    @Test
    void saysTheSameOfTheSameValues() {
        assertThat(Estimate.of(1, 2, 3, 4, 9)).isEqualTo(Estimate.of(1, 2, 3, 4, 9));
    }

    @Test
    void holdsTheMedianBetweenItsBounds() {
        var estimate = Estimate.of(5, 1, 4, 2, 3);

        assertThat(estimate.median()).isEqualTo(3);
        assertThat(estimate.low()).isGreaterThanOrEqualTo(1).isLessThan(3);
        assertThat(estimate.high()).isGreaterThan(3).isLessThanOrEqualTo(5);
    }

    @Test
    void isNarrowerWithMoreOfTheSame() {
        var few = Estimate.of(1, 2, 3, 4, 5);
        var many = Estimate.of(1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1, 2, 3, 4, 5);

        assertThat(many.high() - many.low()).isLessThan(few.high() - few.low());
    }
}
