package dev.weir.verification.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.verification.machine.Machine;
import dev.weir.verification.machine.Venvs.Pip;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairsTest {

    private static final List<Cell> CELLS =
            Cell.product(Machine.pythons().stream().map(Pip::of).toList(), Start.values())
                    .filter(cell -> cell.leftOut().isEmpty())
                    .toList();

    @Test
    void coversEveryPairThatAnyCellHas() {
        var chosen = Pairs.cover(CELLS, Cell::values);

        assertThat(Pairs.of(chosen, Cell::values)).isEqualTo(Pairs.of(CELLS, Cell::values));
    }

    @Test
    void choosesFarFewerThanAll() {
        assertThat(Pairs.cover(CELLS, Cell::values).size() * 5).isLessThan(CELLS.size());
    }

    @Test
    void choosesTheSameEachTime() {
        assertThat(Pairs.cover(CELLS, Cell::values)).isEqualTo(Pairs.cover(CELLS, Cell::values));
    }
}
