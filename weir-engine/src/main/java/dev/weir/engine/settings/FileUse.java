package dev.weir.engine.settings;

import java.nio.file.Path;
import java.util.Optional;

/// A file of settings, and whether it counts.
///
/// @param file empty where no project has one
public record FileUse(Source source, Optional<Path> file, Use use) {

    /// Whether a file counts.
    public enum Use {
        /// It was read.
        READ,
        /// It is not there.
        ABSENT,
        /// A switch leaves it out; nobody has looked for it.
        LEFT_OUT
    }
}
