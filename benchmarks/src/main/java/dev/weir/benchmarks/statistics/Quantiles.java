package dev.weir.benchmarks.statistics;

import java.util.Arrays;

/// The values of a sample in order.
public final class Quantiles {

    private final double[] sorted;

    /// @throws IllegalArgumentException where there are none
    public Quantiles(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("a sample without values");
        }
        this.sorted = values.clone();
        Arrays.sort(sorted);
    }

    /// The middle one, or half way between the two in the middle.
    public double median() {
        return at(0.5);
    }

    /// The value below which `share` (0 to 1) of the sample lies; between two values as far as `share` lies between their places.
    public double at(double share) {
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = (int) Math.ceil(place);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
