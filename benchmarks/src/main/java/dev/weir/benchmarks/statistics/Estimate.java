package dev.weir.benchmarks.statistics;

import java.util.SplittableRandom;

/// A median with its bootstrap interval: 95 of 100 medians of samples drawn from the sample lie in it.
///
/// @param median of the sample
/// @param low    2.5 % of the medians lie below
/// @param high   2.5 % of the medians lie above
public record Estimate(double median, double low, double high) {

    private static final int DRAWS = 10_000;
    private static final double TAIL = 0.025;

    /// The same values always give the same estimate: the seed is fixed.
    ///
    /// @throws IllegalArgumentException where there are no values
    public static Estimate of(double... values) {
        var medians = new double[DRAWS];
        var random = new SplittableRandom(1);
        for (int draw = 0; draw < DRAWS; draw++) {
            medians[draw] = new Quantiles(drawn(values, random)).median();
        }
        var spread = new Quantiles(medians);
        return new Estimate(new Quantiles(values).median(), spread.at(TAIL), spread.at(1 - TAIL));
    }

    private static double[] drawn(double[] values, SplittableRandom random) {
        return random.ints(values.length, 0, Math.max(values.length, 1)).mapToDouble(index -> values[index]).toArray();
    }
}
