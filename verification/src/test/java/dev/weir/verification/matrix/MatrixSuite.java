package dev.weir.verification.matrix;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.benchmarks.report.Page;
import dev.weir.verification.canary.CellResult;
import dev.weir.verification.canary.CellResult.Kind;
import dev.weir.verification.canary.CellSuite;
import dev.weir.verification.machine.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every pip since 9.0.0 with every case. What was tried with the same build, or with one of `weir.matrix.builds`, is not tried again, unless `weir.matrix.again`
/// is set. `weir.matrix.pips` and `weir.matrix.pythons` choose pairs by what the versions begin with. All are separated by commas.
@Tag("matrix")
class MatrixSuite extends CellSuite {

    private static final Path TARGET = Path.of("target");
    private static final Path PAGE = Machine.checkout().resolve("docs/compatibility.md");

    private final Sheets sheets;

    MatrixSuite() throws IOException {
        sheets = sheets();
    }

    private static Sheets sheets() throws IOException {
        var builds = Stream.concat(Stream.of(Machine.build()), words("weir.matrix.builds")).collect(toSet());
        return new Sheets(TARGET.resolve("matrix"), builds);
    }

    private static Stream<String> words(String property) {
        return Stream.of(System.getProperty(property, "").split(",", -1)).filter(word -> !word.isEmpty());
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource
    void isGreenOrExplained(Pair pair) throws IOException {
        var pip = pair.pip();
        var results = new ArrayList<CellResult>();
        for (var each : Case.ALL) {
            results.add(tryOut(each.on(pip)));
        }
        sheets.store(pair, Sheet.of(Machine.build(), pair, results));
        assertThat(results).as(pair.toString()).noneMatch(result -> result.kind() == Kind.RED);
    }

    static Stream<Pair> isGreenOrExplained() throws IOException {
        var sheets = sheets();
        var again = Boolean.getBoolean("weir.matrix.again");
        return chosen().stream().filter(pair -> again || sheets.find(pair).isEmpty());
    }

    private static List<Pair> chosen() throws IOException {
        return Plan.ofIndex().whole().stream().filter(pair -> isChosen("weir.matrix.pips", pair.release()))
                .filter(pair -> isChosen("weir.matrix.pythons", pair.python().version())).toList();
    }

    private static boolean isChosen(String property, String version) {
        var chosen = words(property).toList();
        return chosen.isEmpty() || chosen.stream().anyMatch(version::startsWith);
    }

    /// The page of the whole, where nothing is missing.
    @AfterAll
    void writeTheTables() throws IOException {
        var whole = Plan.ofIndex().whole();
        var tried = sheets.of(whole);
        var table = new MatrixTable(tried).text();
        Sheets.write(tried, TARGET.resolve("matrix.json"));
        Files.writeString(TARGET.resolve("matrix.md"), table);
        if (tried.size() == whole.size()) {
            Files.writeString(PAGE, new Page(Files.readString(PAGE)).with("matrix", table).text());
        }
    }
}
