package dev.weir.testkit.python;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A release of pip or Python, by its first two numbers.
///
/// @param text  as printed
/// @param major first number
/// @param minor second number
public record Release(String text, int major, int minor) implements Comparable<Release> {

    /// Reads `23.0.1`.
    public static Release of(String text) {
        var numbers = Stream.of(text.split("\\.", -1)).flatMapToInt(Release::leadingNumber).limit(2).toArray();
        return new Release(text, numbers[0], numbers[1]);
    }

    /// Reads it out of the file name of a wheel.
    public static Release ofWheel(Path wheel) {
        return of(wheel.getFileName().toString().split("-", -1)[1]);
    }

    /// Whether it is `major.minor` or newer.
    public boolean isAtLeast(int otherMajor, int otherMinor) {
        return major > otherMajor || (major == otherMajor && minor >= otherMinor);
    }

    @Override
    public int compareTo(Release other) {
        return Comparator.comparingInt(Release::major).thenComparingInt(Release::minor).thenComparing(Release::text)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return text;
    }

    private static IntStream leadingNumber(String part) {
        var digits = part.replaceFirst("\\D.*", "");
        return digits.isEmpty() ? IntStream.empty() : IntStream.of(Integer.parseInt(digits));
    }
}
