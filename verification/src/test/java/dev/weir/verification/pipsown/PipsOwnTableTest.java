package dev.weir.verification.pipsown;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipsOwnTableTest {

    @TempDir
    Path folder;

    private static List<Tried> tests() {
        var tests = new ArrayList<>(Tried.of(
                new Outcomes(Map.of("a::passes", "passed", "a::fails", "failure", "a::differs", "passed")),
                new Outcomes(Map.of("a::passes", "passed", "a::fails", "failure", "a::differs", "failure", "a::more",
                        "passed")),
                2));
        tests.add(new Tried("a::settles", "skipped", "skipped", 1));
        return tests;
    }

    private static Stream<Sheet> whole(String release, EnumSet<Part> but) {
        return Stream.of(Part.values()).filter(part -> !but.contains(part))
                .map(part -> new Sheet("one", release, "3.12.1", part, 0, 10,
                        part == Part.LOCK ? tests() : List.of(new Tried("b::passes", "passed", "passed", 0))));
    }

    @Test
    void countsAllPartsTogether() {
        var text = new PipsOwnTable(whole("24.3.1", EnumSet.noneOf(Part.class)).toList()).text();
        assertThat(text).contains("| 24.3.1 | 3.12.1 | all | 12 | 8 | 1 | 1 | 80 | 0 | 2 |");
    }

    @Test
    void namesWhatDiffersAndWhatDidOnce() {
        assertThat(new PipsOwnTable(whole("24.3.1", EnumSet.noneOf(Part.class)).toList()).text())
                .contains("- pip 24.3.1 on Python 3.12.1, `a::differs`: passed without, failure with")
                .contains("`a::more`: not run without, passed with")
                .contains("`a::settles`: differed once, then did not");
    }

    @Test
    void saysWhichPartsWereRun() {
        var sheets = whole("9.0.3", EnumSet.complementOf(EnumSet.of(Part.WHEEL, Part.INSTALL))).toList();
        assertThat(new PipsOwnTable(sheets).text()).contains("| 9.0.3 | 3.12.1 | wheel, install | 2 |");
        assertThat(new PipsOwnTable(List.of()).text()).isEqualTo("Not run yet with this version.");
    }

    @Test
    void isMadeOfWhatWasStored() throws IOException {
        var sheets = new Sheets(folder.resolve("sheets"));
        for (var sheet : whole("24.3.1", EnumSet.noneOf(Part.class)).toList()) {
            sheets.store(sheet);
        }
        assertThat(sheets.all())
                .containsExactlyInAnyOrderElementsOf(whole("24.3.1", EnumSet.noneOf(Part.class)).toList());
    }

    @Test
    void provesNothingWhereNoEngineWasAskedOrOneTooMany() {
        var tests = tests();
        assertThat(new Sheet("one", "24.3.1", "3.12.1", Part.WHEEL, 0, 1, tests).isProven()).isTrue();
        assertThat(new Sheet("one", "24.3.1", "3.12.1", Part.WHEEL, 0, 0, tests).isProven()).isFalse();
        assertThat(new Sheet("one", "24.3.1", "3.12.1", Part.WHEEL, 1, 1, tests).isProven()).isFalse();
    }
}
