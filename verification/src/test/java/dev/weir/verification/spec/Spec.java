package dev.weir.verification.spec;

import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The files of the folder `spec`; tests run in the folder of their module.
final class Spec {

    private Spec() {}

    /// The JSON in a file.
    static Json read(String name) {
        return JsonReader.read(text(name));
    }

    static String text(String name) {
        try {
            return Files.readString(Path.of("..", "spec", name));
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /// Each event, once with every argument and once with as few as can be.
    static List<JsonObject> events() {
        var name = "golden/events.json";
        return read(name).asArray(name).items().stream().map(sample -> sample.asObject(name)).toList();
    }
}
