package dev.weir.verification.pipsown;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import dev.weir.packaging.version.Version;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Sheets in Markdown, with a row for each release on a Python.
///
/// @param sheets each once
record PipsOwnTable(List<Sheet> sheets) {

    /// A release on a Python.
    private record Row(String release, String python) implements Comparable<Row> {

        static Row of(Sheet sheet) {
            return new Row(sheet.release(), sheet.python());
        }

        @Override
        public int compareTo(Row other) {
            return Comparator.comparing((Row row) -> Version.parse(row.release)).reversed()
                    .thenComparing(Row::python).compare(this, other);
        }

        @Override
        public String toString() {
            return "pip " + release + " on Python " + python;
        }
    }

    private static final String HEAD = """
            | pip | Python | parts | tests | passed on both sides | skipped on both | failed on both | verdicts with the shim | without | differences |
            |---|---|---|---|---|---|---|---|---|---|
            """;

    PipsOwnTable {
        sheets = List.copyOf(sheets);
    }

    /// All of it.
    String text() {
        var rows = new TreeMap<>(sheets.stream().collect(groupingBy(Row::of)));
        return rows.isEmpty()
                ? "Not run yet with this version."
                : HEAD + rows.entrySet().stream().map(entry -> line(entry.getKey(), entry.getValue()))
                        .collect(joining())
                        + listed("Differences", rows, Tried::differs,
                                test -> "%s without, %s with".formatted(test.without(), test.with()))
                        + listed("Tried again", rows, test -> test.again() > 0 && !test.differs(),
                                test -> "differed %s, then did not".formatted(test.again() == 1 ? "once" : "twice"));
    }

    private static String line(Row row, List<Sheet> parts) {
        var tests = tests(parts).toList();
        return "| %s | %s | %s | %d | %d | %d | %d | %d | %d | %d |%n".formatted(row.release, row.python, words(parts),
                tests.size(),
                count(tests, test -> test.is(Outcomes.PASSED)), count(tests, test -> test.is(Outcomes.SKIPPED)),
                count(tests, Tried::failsAnyhow), parts.stream().mapToLong(Sheet::verdictsWith).sum(),
                parts.stream().mapToLong(Sheet::verdictsWithout).sum(), count(tests, Tried::differs));
    }

    private static String words(List<Sheet> parts) {
        return parts.size() == Part.values().length
                ? "all"
                : parts.stream().map(Sheet::part).sorted().map(Part::word).collect(joining(", "));
    }

    private static String listed(String title, TreeMap<Row, List<Sheet>> rows, Predicate<Tried> which,
            Function<Tried, String> words) {
        var lines = rows.entrySet().stream().flatMap(entry -> tests(entry.getValue()).filter(which)
                .map(test -> "- %s, `%s`: %s%n".formatted(entry.getKey(), test.name(), words.apply(test))))
                .collect(joining());
        return lines.isEmpty() ? "" : "\n%s:%n%n%s".formatted(title, lines);
    }

    private static Stream<Tried> tests(List<Sheet> parts) {
        return parts.stream().flatMap(sheet -> sheet.tests().stream());
    }

    private static long count(List<Tried> tests, Predicate<Tried> which) {
        return tests.stream().filter(which).count();
    }
}
