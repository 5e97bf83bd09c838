package dev.weir.engine.copy;

import java.io.IOException;

/// What has to be handed over before a gate is answered.
@FunctionalInterface
public interface HandOver {

    /// Nothing has to.
    HandOver NOTHING = () -> {};

    /// Returns when what is in the journal by now was handed over.
    ///
    /// @throws IOException where it was not
    void await() throws IOException;
}
