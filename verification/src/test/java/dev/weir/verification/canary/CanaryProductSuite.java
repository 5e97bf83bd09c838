package dev.weir.verification.canary;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every cell of the product under `weir pip`, on bundled and on fetched pips, allowed and refused, by each kind of hook in turn; the table is
/// `target/canary.md`.
@Tag("product")
class CanaryProductSuite extends CellSuite {

    private static final List<Cell> CELLS = product().toList();

    private static final Table TABLE = new Table();

    CanaryProductSuite() throws IOException {}

    @AfterAll
    void writeTheTable() throws IOException {
        TABLE.write(CELLS, Path.of("target", "canary.md"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void singsOnlyWhereAllowed(Cell cell) throws IOException {
        TABLE.begins(cell);
        check(cell);
        TABLE.passes(cell);
    }

    static Stream<Cell> singsOnlyWhereAllowed() {
        return CELLS.stream().filter(cell -> cell.leftOut().isEmpty());
    }

    private static Stream<Cell> product() {
        var pips = Stream.concat(Pips.bundledOnce().stream(), Pips.fetched().stream()).toList();
        var turn = new AtomicInteger();
        return Cell.product(pips, Start.WEIR_PIP).collect(groupingBy(Cell::question, LinkedHashMap::new, toList()))
                .values().stream().flatMap(answers -> allowedAndRefused(answers, turn.getAndIncrement()));
    }

    private static Stream<Cell> allowedAndRefused(List<Cell> answers, int turn) {
        var refusals = answers.stream().filter(cell -> cell.answer().isRefusal() && cell.leftOut().isEmpty()).toList();
        var allowed = answers.stream().filter(cell -> !cell.answer().isRefusal());
        return refusals.isEmpty()
                ? answers.stream()
                : Stream.concat(allowed, Stream.of(refusals.get(turn % refusals.size())));
    }
}
