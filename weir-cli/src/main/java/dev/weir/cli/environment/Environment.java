package dev.weir.cli.environment;

import dev.weir.wire.json.JsonException;
import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// An environment of Python: a virtual one, or that of an interpreter. What is done to it, its own Python does.
///
/// @param python its interpreter
public record Environment(Path python) {

    /// What can be asked of `plant.py`.
    private enum Wish {
        ENABLE,
        DISABLE,
        STATUS;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The one in a folder, or that of an interpreter's path; empty where there is none.
    public static Optional<Environment> at(Path place) {
        return Interpreter.at(place.toAbsolutePath().normalize()).map(Environment::new);
    }

    /// The same by the path that its Python has by its own account: some programs choose one by the working folder (pyenv).
    ///
    /// @throws IOException where it does not run as a Python does
    public Environment itself() throws IOException {
        var said = run("-E", "-c", "import sys; print(sys.executable)").strip();
        return at(Path.of(said)).filter(_ -> !said.isEmpty())
                .orElseThrow(() -> new IOException(python + " does not run as a Python does"));
    }

    /// Plants the shim of a home. What was planted before is replaced.
    ///
    /// @throws IOException where nothing was planted
    public Planted enable(Path home) throws IOException {
        ask(home, Wish.ENABLE);
        return status(home);
    }

    /// Takes all away that was planted.
    ///
    /// @return whether there was anything
    /// @throws IOException where it could not be taken away
    public boolean disable(Path home) throws IOException {
        return ask(home, Wish.DISABLE).bool("changed");
    }

    /// What is planted there.
    ///
    /// @param home whose `plant.py` is to look
    /// @throws IOException where nothing can be said
    public Planted status(Path home) throws IOException {
        return Planted.of(this, ask(home, Wish.STATUS));
    }

    private JsonObject ask(Path home, Wish wish) throws IOException {
        var script = home.resolve("python", "weir_shim", "plant.py");
        var answer = read(run("-E", "-B", script.toString(), wish.word()));
        var error = answer.optionalString("error");
        if (error.isPresent()) {
            throw new IOException(error.get());
        }
        return answer;
    }

    private String run(String... arguments) throws IOException {
        var command = Stream.concat(Stream.of(python.toString()), Stream.of(arguments)).toList();
        var process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private JsonObject read(String said) throws IOException {
        try {
            return JsonReader.read(said).asObject("the answer");
        } catch (JsonException noAnswer) {
            throw new IOException(python + " does not run as a Python does", noAnswer);
        }
    }
}
