package dev.weir.journal;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The names of segments: `00000001.jsonl`.
final class Segments {

    private static final Pattern NAME = Pattern.compile("(\\d{8})\\.jsonl");

    private Segments() {}

    static String name(int number) {
        return String.format(Locale.ROOT, "%08d.jsonl", number);
    }

    /// The name of the file that keeps the bytes of a torn write.
    ///
    /// @param count which one of this segment, from 1
    static String tornName(int number, int count) {
        return String.format(Locale.ROOT, "%08d.torn-%d", number, count);
    }

    /// The numbers of the segments among these files, in order.
    static List<Integer> numbers(Collection<String> names) {
        return names.stream()
                .map(NAME::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> Integer.parseInt(matcher.group(1)))
                .sorted()
                .toList();
    }
}
