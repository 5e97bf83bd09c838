package dev.weir.verification.canary;

import dev.weir.verification.machine.Machine;
import dev.weir.verification.machine.Venvs.Pip;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Packages that would tell when any of their code runs, put through the real pip by `weir pip`, in every form and by every way.
@Execution(ExecutionMode.CONCURRENT)
class CanarySuite {

    private static Desk desk;

    @BeforeAll
    static void openTheDesk() throws IOException {
        desk = Desk.open();
    }

    @AfterAll
    static void closeTheDesk() throws IOException {
        desk.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void singsOnlyWhereAllowed(Cell cell) throws IOException {
        Trial.check(cell, desk);
    }

    /// Every pair of values that there is, on the pips that the machine's Pythons bring; no network is needed.
    static Stream<Cell> singsOnlyWhereAllowed() {
        var pips = Machine.pythons().stream().map(Pip::of).toList();
        var cells =
                Cell.product(pips).filter(cell -> cell.leftOut().isEmpty() && !cell.needsFetchedSetuptools()).toList();
        return Pairs.cover(cells, Cell::values).stream();
    }
}
