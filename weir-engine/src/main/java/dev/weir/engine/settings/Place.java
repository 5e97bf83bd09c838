package dev.weir.engine.settings;

import dev.weir.packaging.text.Quoted;
import java.nio.file.Path;

/// Where a setting stands.
public sealed interface Place {

    /// A line of a file.
    record InFile(Source source, Path file, int line) implements Place {}

    /// An environment variable.
    record Variable(String name) implements Place {}

    /// Nowhere: it holds where nothing is set.
    record Default() implements Place {}

    /// For a reader, in one line: `/etc/weir/weir.toml:3`.
    default String text() {
        return switch (this) {
            case InFile(_, var file, var line) -> Quoted.oneLine(file + ":" + line);
            case Variable(var name) -> name;
            case Default() -> "default";
        };
    }
}
