package dev.weir.verification.canary;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// A suite of cells that are tried side by side, at one desk.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
public abstract class CellSuite {

    private final Desk desk;

    protected CellSuite() throws IOException {
        desk = Desk.open();
    }

    @AfterAll
    void closeTheDesk() throws IOException {
        desk.close();
    }

    final void check(Cell cell) throws IOException {
        Trial.check(cell, desk);
    }

    /// What comes of a cell; where pip itself cannot do what it asks, that is no fault.
    protected final CellResult tryOut(Cell cell) throws IOException {
        return Trial.tryOut(cell, desk);
    }
}
