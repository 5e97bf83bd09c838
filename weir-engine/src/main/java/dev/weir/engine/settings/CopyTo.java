package dev.weir.engine.settings;

import java.nio.file.Path;
import java.util.List;

/// Where the journal is copied to.
public sealed interface CopyTo {

    /// What the settings say, in one line: what tells one target from another.
    String text();

    /// A file, line by line.
    ///
    /// @param path absolute
    record ToFile(Path path) implements CopyTo {
        @Override
        public String text() {
            return path.toString();
        }
    }

    /// A program, which reads lines.
    ///
    /// @param command its absolute path and its arguments
    record ToProgram(List<String> command) implements CopyTo {

        public ToProgram {
            command = List.copyOf(command);
        }

        @Override
        public String text() {
            return command.toString();
        }
    }
}
