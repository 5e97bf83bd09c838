package dev.weir.verification.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.verification.canary.Answer;
import dev.weir.verification.canary.Cell;
import dev.weir.verification.canary.CellResult.Kind;
import dev.weir.verification.canary.CellSuite;
import dev.weir.verification.canary.Form;
import dev.weir.verification.canary.Way;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Of the matrix pips of every range of wrap points, those that the proposal's author tried among them; with each two cases that are allowed and two
/// that are refused, in turn.
@Tag("network")
class SampleSuite extends CellSuite {

    private static final int EACH = 2;

    /// What once was not green, by release of pip.
    private static final Map<String, List<Case>> MENDED = Map.of(
            "19.0.3", List.of(Case.of(Form.BUILD_WHEEL, Way.INSTALL, Answer.ALLOWED)),
            "19.3.1", List.of(Case.of(Form.BUILD_WHEEL, Way.INSTALL, Answer.ALLOWED)),
            "20.0.2", List.of(Case.of(Form.CACHED, Way.INSTALL, Answer.BY_NAMES)),
            "21.1.3", List.of(Case.of(Form.WHEEL, Way.UPGRADE, Answer.ALLOWED)));

    SampleSuite() throws IOException {}

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void isGreen(Pair pair, int turn) throws IOException {
        for (var cell : cells(pair, turn)) {
            var result = tryOut(cell);
            assertThat(result.kind()).as("%s: %s", cell, result.words()).isEqualTo(Kind.GREEN);
        }
    }

    static Stream<Arguments> isGreen() throws IOException {
        var pairs = Plan.ofSample().sample();
        return IntStream.range(0, pairs.size()).mapToObj(turn -> Arguments.of(pairs.get(turn), turn));
    }

    private static List<Cell> cells(Pair pair, int turn) throws IOException {
        var pip = pair.pip();
        var all = Case.ALL.stream().map(each -> each.on(pip)).filter(cell -> cell.leftOut().isEmpty()).toList();
        var mended = MENDED.getOrDefault(pair.release(), List.of()).stream().map(each -> each.on(pip));
        return Stream.of(mended, inTurn(all, cell -> !cell.answer().isRefusal(), turn),
                inTurn(all, cell -> cell.answer().isRefusal(), turn)).flatMap(cells -> cells).distinct().toList();
    }

    private static Stream<Cell> inTurn(List<Cell> all, Predicate<Cell> which, int turn) {
        var cells = all.stream().filter(which).toList();
        return IntStream.range(turn * EACH, turn * EACH + EACH).mapToObj(index -> cells.get(index % cells.size()));
    }
}
