package dev.weir.engine.copy;

import dev.weir.engine.settings.CopyTo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// Takes records.
interface Target {

    /// Takes these records, a line each, every line ended by one LF. They are safe there when this returns.
    ///
    /// @throws IOException where not all was taken for sure; the same lines come again
    void take(byte[] lines) throws IOException;

    /// The target that the settings name.
    ///
    /// @param journal  the journal's folder
    /// @param patience how long a program may take
    static Target of(CopyTo settings, Path journal, Duration patience) {
        return switch (settings) {
            case CopyTo.ToFile(var path) -> new FileTarget(path, journal);
            case CopyTo.ToProgram(var command) -> new ProgramTarget(command, patience);
        };
    }
}
