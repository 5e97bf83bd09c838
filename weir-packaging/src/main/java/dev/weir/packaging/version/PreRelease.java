package dev.weir.packaging.version;

import java.math.BigInteger;
import java.util.Comparator;

/// The pre-release part of a version: `a1`, `b2`, `rc3`.
public record PreRelease(Phase phase, BigInteger number) implements Comparable<PreRelease> {
    private static final Comparator<PreRelease> ORDER =
            Comparator.comparing(PreRelease::phase).thenComparing(PreRelease::number);

    /// The phases of a pre-release, in their order.
    public enum Phase {
        ALPHA("a"),
        BETA("b"),
        CANDIDATE("rc");

        private final String label;

        Phase(String label) {
            this.label = label;
        }
    }

    @Override
    public int compareTo(PreRelease other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return phase.label + number;
    }
}
