package dev.weir.verification.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Virtual environments. Each kind is made once in the life of this JVM; a test gets a copy.
public final class Venvs {

    private static final Map<Pip, Path> MADE = new ConcurrentHashMap<>();
    private static final Path STORE = store();

    private Venvs() {}

    /// A pip to be tested.
    ///
    /// @param python  what runs it
    /// @param fetched its release where it is not the one that the Python brings; fetching it needs a network
    public record Pip(Python python, Optional<String> fetched) {

        /// The pip that a Python brings.
        public static Pip of(Python python) {
            return new Pip(python, Optional.empty());
        }

        /// Its release.
        public Release release() {
            return fetched.map(Release::of).orElseGet(python::pip);
        }

        @Override
        public String toString() {
            return "pip " + release() + " on " + python;
        }
    }

    /// A virtual environment of one's own at `place`, with this pip in it.
    ///
    /// @return its Python
    public static Path copy(Pip pip, Path place) throws IOException {
        var made = MADE.computeIfAbsent(pip, Venvs::make);
        // A copy is as good as a new one: nothing is run by its scripts, which name the first.
        Tool.run("cp", "-a", made.toString(), place.toString());
        return place.resolve("bin").resolve("python");
    }

    private static Path make(Pip pip) {
        try (var sandbox = Sandbox.open()) {
            var place = Files.createTempDirectory(STORE, "venv");
            sandbox.run(pip.python().path().toString(), "-m", "venv", place.toString()).orFail();
            var python = place.resolve("bin").resolve("python").toString();
            if (pip.fetched().isPresent()) {
                fetch(sandbox, python, pip.fetched().get());
            }
            sandbox.run(python, "-m", "compileall", "-q", place.resolve("lib").toString());
            return place;
        } catch (IOException e) {
            throw new AssertionError("cannot make a virtual environment with " + pip, e);
        }
    }

    private static void fetch(Sandbox sandbox, String python, String release) throws IOException {
        sandbox.run(python, "-m", "pip", "install", "--quiet", "--force-reinstall", "--no-deps", "pip==" + release)
                .orFail();
    }

    private static Path store() {
        try {
            var store = Files.createTempDirectory("weir-venvs").toRealPath();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(store)));
            return store;
        } catch (IOException e) {
            throw new AssertionError("no place for virtual environments", e);
        }
    }

    private static void delete(Path store) {
        try {
            Tool.run("rm", "-rf", store.toString());
        } catch (IOException e) {
            System.err.println("left behind: " + store);
        }
    }
}
