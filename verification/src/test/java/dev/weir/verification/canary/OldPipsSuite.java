package dev.weir.verification.canary;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The canaries under `weir pip` with the pips that the proposal's author tried his hook on, and with the oldest that Weir covers: Python 2.7 is among
/// their Pythons. The cells are chosen such that every pair of values is in one of them.
@Tag("network")
class OldPipsSuite extends CellSuite {

    OldPipsSuite() throws IOException {}

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void singsOnlyWhereAllowed(Cell cell) throws IOException {
        check(cell);
    }

    static Stream<Cell> singsOnlyWhereAllowed() {
        var cells = Cell.product(Pips.old(), Start.WEIR_PIP).filter(cell -> cell.leftOut().isEmpty()).toList();
        return Pairs.cover(cells, Cell::values).stream();
    }
}
