package dev.weir.verification.canary;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Packages that would tell when any of their code runs, put through the real pip, in every form and by every way. The cells are chosen
/// such that every pair of values is in one of them; `CanaryProductSuite` runs them all.
class CanarySuite extends CellSuite {

    CanarySuite() throws IOException {}

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void singsOnlyWhereAllowed(Cell cell) throws IOException {
        check(cell);
    }

    @Tag("network")
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void singsOnlyWhereAllowedOnFetchedPips(Cell cell) throws IOException {
        check(cell);
    }

    static Stream<Cell> singsOnlyWhereAllowed() {
        return pairs(Cell.product(Pips.bundled(), Start.values()).filter(cell -> !cell.needsFetchedSetuptools()));
    }

    /// With what a Python's own pip cannot show without a network; and on each pip what some answer by taking an older version.
    static Stream<Cell> singsOnlyWhereAllowedOnFetchedPips() {
        var fetched = Cell.product(Pips.fetched(), Start.values()).toList();
        var more = Cell.product(Pips.bundled(), Start.values()).filter(Cell::needsFetchedSetuptools);
        return Stream
                .concat(pairs(Stream.concat(fetched.stream(), more)),
                        fetched.stream().filter(Cell::isTempting))
                .distinct();
    }

    private static Stream<Cell> pairs(Stream<Cell> cells) {
        return Pairs.cover(cells.filter(cell -> cell.leftOut().isEmpty()).toList(), Cell::values).stream();
    }
}
