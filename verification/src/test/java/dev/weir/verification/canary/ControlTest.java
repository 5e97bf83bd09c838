package dev.weir.verification.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.verification.machine.Machine;
import dev.weir.verification.machine.Sandbox;
import dev.weir.verification.machine.Venvs.Pip;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Without Weir each canary sings: so silence means something.
class ControlTest {

    @ParameterizedTest
    @EnumSource
    void singsWithoutWeir(Form form) throws IOException {
        var pip = Machine.pythons().stream().map(Pip::of)
                .filter(one -> !new Cell(form, Way.INSTALL, Isolation.DEFAULT, Answer.ALLOWED, one, Start.WEIR_PIP)
                        .needsFetchedSetuptools())
                .toList().getLast();
        try (var sandbox = Sandbox.open()) {
            var cell = new Cell(form, Way.INSTALL, Isolation.DEFAULT, Answer.ALLOWED, pip, Start.WEIR_PIP);
            var bench = Bench.make(cell, sandbox, sandbox.state());

            bench.bare().orFail();
            assertThat(!bench.canary().marks().isEmpty()).isEqualTo(form.runsOnTheWay());
            bench.python("import " + bench.project()).orFail();
            assertThat(bench.canary().marks()).isNotEmpty();
        }
    }
}
