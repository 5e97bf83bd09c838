package dev.weir.wire;

import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The files of the folder `spec`.
final class Spec {

    /// The root of the repository; tests run in the folder of their module.
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Spec() {}

    static Json read(String name) {
        return JsonReader.read(text(name));
    }

    static String text(String name) {
        try {
            return Files.readString(ROOT.resolve("spec").resolve(name));
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
