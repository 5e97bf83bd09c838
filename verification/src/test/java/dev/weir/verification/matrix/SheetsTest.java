package dev.weir.verification.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testkit.python.Python;
import dev.weir.verification.canary.CellResult;
import dev.weir.verification.canary.CellResult.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SheetsTest {

    private static final Pair PAIR =
            new Pair("20.3.4", new Python("3.9.18", Path.of("python"), List.of()));

    @TempDir
    Path folder;

    private static Sheet sheet() {
        var results = new ArrayList<>(Collections.nCopies(Case.ALL.size(), new CellResult(Kind.GREEN, "")));
        results.set(1, new CellResult(Kind.RED, "exit 0"));
        results.set(2, new CellResult(Kind.EXPLAINED, "exit 2, `no such option: --dry-run`"));
        return Sheet.of("one", PAIR, results);
    }

    @Test
    void findsWhatWasTriedWithTheSameBuild() throws IOException {
        var sheets = new Sheets(folder.resolve("matrix"), Set.of("one"));
        sheets.store(PAIR, sheet());
        assertThat(sheets.find(PAIR)).contains(sheet());
        assertThat(new Sheets(folder.resolve("matrix"), Set.of("two")).find(PAIR)).isEmpty();
    }

    @Test
    void doesNotTakeASheetOfOtherCases() throws IOException {
        var sheets = new Sheets(folder, Set.of("one"));
        sheets.store(PAIR, new Sheet("one", "20.3.4", "3.9.18", List.of("another case"),
                List.of(new CellResult(Kind.GREEN, ""))));
        assertThat(sheets.find(PAIR)).isEmpty();
    }

    @Test
    void tellsHowManyPairsWereTriedWithEachBuild() {
        var other = new Sheet("two", "20.3.4", "3.8.18", sheet().cases(), sheet().results());
        assertThat(new MatrixTable(List.of(sheet(), other, sheet())).text()).contains("Build `one`: 2 pairs.")
                .contains("Build `two`: 1 pair.");
    }

    @Test
    void tellsOfEachCellThatIsNotGreen() {
        var green = Case.ALL.size() - 2;
        assertThat(new MatrixTable(List.of(sheet())).text())
                .contains("| pip | 3.9.18 |", "| 20.3.4 | " + green + " + 1 **1 failed** |")
                .contains("- 3, on pip 20.3.4 to 20.3.4: exit 2, `no such option: --dry-run`")
                .contains("- 2, on pip 20.3.4 on Python 3.9.18");
    }
}
