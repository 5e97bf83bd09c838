package dev.weir.verification.canary;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every cell of the product under `weir pip`, on bundled and on fetched pips; the table is `target/canary.md`.
@Tag("product")
@Execution(ExecutionMode.CONCURRENT)
class CanaryProductSuite {

    private static final List<Cell> CELLS =
            Cell.product(Stream.concat(Pips.bundledOnce().stream(), Pips.fetched().stream()).toList(), Start.WEIR_PIP)
                    .toList();

    private static final Table TABLE = new Table();
    private static Desk desk;

    @BeforeAll
    static void openTheDesk() throws IOException {
        desk = Desk.open();
    }

    @AfterAll
    static void closeTheDesk() throws IOException {
        TABLE.write(CELLS, Path.of("target", "canary.md"));
        desk.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void singsOnlyWhereAllowed(Cell cell) throws IOException {
        TABLE.begins(cell);
        Trial.check(cell, desk);
        TABLE.passes(cell);
    }

    static Stream<Cell> singsOnlyWhereAllowed() {
        return CELLS.stream().filter(cell -> cell.leftOut().isEmpty());
    }
}
