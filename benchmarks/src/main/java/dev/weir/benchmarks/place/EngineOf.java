package dev.weir.benchmarks.place;

import dev.weir.wire.json.JsonException;
import dev.weir.wire.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The engine of a user whose folder of state this is.
///
/// @param state the value of `XDG_STATE_HOME`
public record EngineOf(Path state) {

    /// The file in which it announces itself.
    public Path rendezvous() {
        return state.resolve("weir").resolve("run").resolve("engine.json");
    }

    /// Its process, where there is one.
    public Optional<ProcessHandle> process() throws IOException {
        if (!Files.exists(rendezvous())) {
            return Optional.empty();
        }
        try {
            var announced = JsonReader.read(Files.readString(rendezvous())).asObject("the rendezvous file");
            return ProcessHandle.of(announced.integer("pid"));
        } catch (JsonException nobody) {
            return Optional.empty();
        }
    }

    /// Ends it, and returns when it is gone.
    public void end() throws IOException {
        process().ifPresent(engine -> {
            engine.destroy();
            engine.onExit().join();
        });
    }
}
