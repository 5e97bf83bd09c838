package dev.weir.verification.canary;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The canaries under `weir pip` with the pips that the proposal's author tried his hook on, and with the oldest that Weir covers: Python 2.7 is among
/// their Pythons. A wheel and a `setup.py` are put through each of them, allowed and refused by each kind of hook.
@Tag("network")
@Execution(ExecutionMode.CONCURRENT)
class OldPipsSuite {

    private static final Set<Form> FORMS = EnumSet.of(Form.WHEEL, Form.SETUP_PY);

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

    static Stream<Cell> singsOnlyWhereAllowed() {
        return Cell.product(Pips.old(), Start.WEIR_PIP)
                .filter(cell -> FORMS.contains(cell.form()) && cell.way() == Way.INSTALL
                        && cell.isolation() == Isolation.DEFAULT);
    }
}
