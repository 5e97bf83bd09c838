package dev.weir.packaging.version;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Collectors;

/// The local part of a version, what follows `+`. Segments that are all digits are numbers and come after those that are not.
record LocalVersion(List<Segment> segments) implements Comparable<LocalVersion> {

    sealed interface Segment extends Comparable<Segment> {}

    record Word(String text) implements Segment {
        @Override
        public int compareTo(Segment other) {
            return switch (other) {
                case Word word -> text.compareTo(word.text);
                case Numeral _ -> -1;
            };
        }

        @Override
        public String toString() {
            return text;
        }
    }

    record Numeral(BigInteger value) implements Segment {
        @Override
        public int compareTo(Segment other) {
            return switch (other) {
                case Word _ -> 1;
                case Numeral numeral -> value.compareTo(numeral.value);
            };
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }

    @Override
    public int compareTo(LocalVersion other) {
        return Lists.compare(segments, other.segments);
    }

    @Override
    public String toString() {
        return segments.stream().map(Segment::toString).collect(Collectors.joining("."));
    }
}
