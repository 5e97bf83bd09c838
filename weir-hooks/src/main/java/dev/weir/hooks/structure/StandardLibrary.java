package dev.weir.hooks.structure;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// The modules of the standard library of CPython 3.10 to 3.13 whose names do not begin with `_` (`sys.stdlib_module_names`).
final class StandardLibrary {

    private static final Set<String> MODULES = read();

    private StandardLibrary() {}

    static boolean has(String module) {
        return MODULES.contains(module);
    }

    private static Set<String> read() {
        try (var in = StandardLibrary.class.getResourceAsStream("standard-library.txt")) {
            if (in == null) {
                throw new IllegalStateException("standard-library.txt is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().collect(toUnmodifiableSet());
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
