package dev.weir.packaging.filename;

import java.math.BigInteger;
import java.util.Comparator;

/// The build tag of a wheel: `1`, `2abc`. Of two wheels that are otherwise the same, installers prefer the one with the greater tag.
///
/// @param number the digits that it begins with
/// @param suffix what follows them, perhaps nothing
public record BuildTag(BigInteger number, String suffix) implements Comparable<BuildTag> {
    private static final Comparator<BuildTag> ORDER =
            Comparator.comparing(BuildTag::number).thenComparing(BuildTag::suffix);

    @Override
    public int compareTo(BuildTag other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return number + suffix;
    }
}
