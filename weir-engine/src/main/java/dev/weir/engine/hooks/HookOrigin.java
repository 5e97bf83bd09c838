package dev.weir.engine.hooks;

import dev.weir.api.Hook;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// Where a hook comes from.
public sealed interface HookOrigin {

    /// It is part of this build.
    record BuiltIn() implements HookOrigin {}

    /// A jar that the settings name.
    record Jar(Path file) implements HookOrigin {}

    /// A program that the settings name.
    ///
    /// @param command its absolute path, then its arguments
    record Program(List<String> command) implements HookOrigin {
        public Program {
            command = List.copyOf(command);
        }
    }

    /// That of a hook in Java: what is not loaded from a jar of the settings is part of this build.
    static HookOrigin of(Hook hook) {
        return of(hook.getClass());
    }

    /// That of a class of a hook or an observer.
    static HookOrigin of(Class<?> type) {
        return Objects.equals(type.getClassLoader(), Hook.class.getClassLoader())
                ? new BuiltIn()
                : new Jar(jar(type));
    }

    private static Path jar(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("the place of a jar was made from a path", impossible);
        }
    }
}
