package dev.weir.verification.canary;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import dev.weir.verification.machine.Venvs.Pip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What came of each cell, for a reader. Cells may be noted by any thread.
final class Table {

    private final Set<Cell> begun = ConcurrentHashMap.newKeySet();
    private final Set<Cell> passed = ConcurrentHashMap.newKeySet();

    void begins(Cell cell) {
        begun.add(cell);
    }

    void passes(Cell cell) {
        passed.add(cell);
    }

    /// Writes it.
    ///
    /// @param all every cell, also those that were left out
    void write(List<Cell> all, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                # The canary suite

                %d cells ran, %d of them failed. A column is a pip, a row a form and a way; its number is that of the cells that passed (each isolation mode that this \
                pip has, allowed and refused), a dash says that there is none.

                %s
                ## Left out

                %s
                ## Failed

                %s
                """.formatted(begun.size(), begun.size() - passed.size(),
                matrix(all), leftOut(all), failed()));
    }

    private String matrix(List<Cell> all) {
        var pips = all.stream().map(Cell::pip).distinct().toList();
        return row("", "", pips.stream().map(Pip::toString)) + row("---", "---", pips.stream().map(_ -> "---"))
                + Stream.of(Form.values()).flatMap(form -> Stream.of(Way.values()).map(way -> row(form, way,
                        pips.stream()
                                .map(pip -> tally(
                                        cell -> cell.pip().equals(pip) && cell.form() == form && cell.way() == way)))))
                        .collect(joining());
    }

    private String tally(Predicate<Cell> which) {
        var ran = begun.stream().filter(which).count();
        var good = passed.stream().filter(which).count();
        if (ran == 0) {
            return "–";
        }
        return good == ran ? Long.toString(good) : "**%d of %d**".formatted(good, ran);
    }

    private static String row(Object form, Object way, Stream<String> values) {
        return "| %s | %s | %s |%n".formatted(form, way, values.collect(joining(" | ")));
    }

    private static String leftOut(Collection<Cell> all) {
        return all.stream().flatMap(cell -> cell.leftOut().stream())
                .collect(groupingBy(reason -> reason, TreeMap::new, counting())).entrySet().stream()
                .map(entry -> "- %s: %d cells%n".formatted(entry.getKey(), entry.getValue())).collect(joining());
    }

    private String failed() {
        var failed = begun.stream().filter(cell -> !passed.contains(cell)).map(cell -> "- " + cell + "\n").sorted()
                .collect(joining());
        return failed.isEmpty() ? "None." : failed;
    }
}
