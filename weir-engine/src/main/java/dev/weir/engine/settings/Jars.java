package dev.weir.engine.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Jars with Java hooks: absolute paths, none twice.
///
/// @param system those that the file of this machine names
/// @param user   those that the file of this user names
public record Jars(List<Path> system, List<Path> user) {

    static final Jars NONE = new Jars(List.of(), List.of());

    public Jars {
        system = List.copyOf(system);
        user = List.copyOf(user);
    }

    /// All of them.
    public List<Path> all() {
        return Stream.concat(system.stream(), user.stream()).toList();
    }
}
