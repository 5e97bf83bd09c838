package dev.weir.verification.matrix;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;

import dev.weir.packaging.version.Version;
import dev.weir.testkit.python.Release;
import dev.weir.verification.canary.CellResult.Kind;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Sheets in Markdown.
///
/// @param sheets each pair once
record MatrixTable(List<Sheet> sheets) {

    /// A case that is not green.
    private record Gap(Sheet sheet, int number) {

        String words() {
            return sheet.result(number).words();
        }

        Version release() {
            return Version.parse(sheet.release());
        }
    }

    MatrixTable {
        sheets = List.copyOf(sheets);
    }

    /// All of it.
    String text() {
        return String.join("\n", counts(), table(), "## The cells\n", cases(), "## What pip itself cannot do\n",
                explained(),
                "## Failed\n", failed());
    }

    private String counts() {
        return "%d releases of pip on %d Pythons: %d pairs of %d cells each. %d cells are green, %d explained, %d failed. %s%n"
                .formatted(releases().size(), pythons().size(), sheets.size(), Case.ALL.size(), count(Kind.GREEN),
                        count(Kind.EXPLAINED), count(Kind.RED), builds());
    }

    private String builds() {
        var counts = sheets.stream().collect(groupingBy(Sheet::build, LinkedHashMap::new, counting()));
        return counts.entrySet().stream()
                .map(each -> "Build `%s`: %d pair%s.".formatted(each.getKey(), each.getValue(),
                        each.getValue() == 1 ? "" : "s"))
                .collect(joining(" "));
    }

    private int count(Kind kind) {
        return sheets.stream().mapToInt(sheet -> sheet.numbers(kind).size()).sum();
    }

    private String table() {
        var pythons = pythons();
        return row("pip", pythons.stream()) + row("---", pythons.stream().map(_ -> "---"))
                + releases().descendingSet().stream()
                        .map(release -> row(release.toString(), pythons.stream().map(python -> tally(release, python))))
                        .collect(joining());
    }

    private String tally(Version release, String python) {
        return sheets.stream()
                .filter(sheet -> sheet.release().equals(release.toString()) && sheet.python().equals(python))
                .findFirst()
                .map(MatrixTable::tally).orElse("");
    }

    private static String tally(Sheet sheet) {
        var explained = sheet.numbers(Kind.EXPLAINED).size();
        var failed = sheet.numbers(Kind.RED).size();
        return sheet.numbers(Kind.GREEN).size() + (explained == 0 ? "" : " + " + explained)
                + (failed == 0 ? "" : " **" + failed + " failed**");
    }

    private static String cases() {
        return Case.ALL.stream().map(each -> "%d. %s%n".formatted(each.number(), each)).collect(joining());
    }

    private String explained() {
        var byWords = gaps(Kind.EXPLAINED).collect(groupingBy(Gap::words, LinkedHashMap::new, toList()));
        return byWords.entrySet().stream().map(entry -> explained(entry.getKey(), entry.getValue())).collect(joining());
    }

    private static String explained(String words, List<Gap> gaps) {
        var releases = gaps.stream().map(Gap::release).collect(toCollection(TreeSet::new));
        var numbers = gaps.stream().map(Gap::number).distinct().sorted().map(String::valueOf).collect(joining(", "));
        return "- %s, on pip %s to %s: %s%n".formatted(numbers, releases.first(), releases.last(), words);
    }

    private String failed() {
        var failed = gaps(Kind.RED)
                .map(gap -> "- %d, on pip %s on Python %s%n".formatted(gap.number(), gap.release(),
                        gap.sheet().python()))
                .collect(joining());
        return failed.isEmpty() ? "None." : failed;
    }

    private Stream<Gap> gaps(Kind kind) {
        return sheets.stream().flatMap(sheet -> sheet.numbers(kind).stream().map(number -> new Gap(sheet, number)));
    }

    private TreeSet<Version> releases() {
        return sheets.stream().map(sheet -> Version.parse(sheet.release()))
                .collect(toCollection(TreeSet::new));
    }

    private List<String> pythons() {
        return sheets.stream().map(Sheet::python).distinct().sorted(Comparator.comparing(Release::of)).toList();
    }

    private static String row(String first, Stream<String> values) {
        return "| %s | %s |%n".formatted(first, values.collect(joining(" | ")));
    }
}
