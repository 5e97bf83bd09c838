package dev.weir.verification.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Virtual environments. Each kind is made once in the life of this JVM; a test gets a copy.
///
/// They are real ones, as `venv` makes them. Only pip is not in their `site-packages` but unpacked beside them, and a `.pth` file leads there: so a copy
/// is small, and fast to look through.
public final class Venvs {

    private static final Map<Pip, Path> MADE = new ConcurrentHashMap<>();
    private static final Map<List<Object>, Path> WITH = new ConcurrentHashMap<>();
    private static final Map<List<Object>, List<Path>> FETCHED = new ConcurrentHashMap<>();
    static final Path STORE = store();

    private Venvs() {}

    /// A pip to be tested.
    ///
    /// @param python  what runs it
    /// @param release which one
    /// @param wheel   the file that it is unpacked from
    public record Pip(Python python, Release release, Path wheel) {

        /// The pip that a Python brings.
        public static Pip of(Python python) {
            return of(python, python.bundled());
        }

        private static Pip of(Python python, List<Path> wheels) {
            var wheel = wheels.stream().filter(Machine::isPip).findFirst().orElseThrow();
            return new Pip(python, Release.ofWheel(wheel), wheel);
        }

        /// One that pip fetches from the index that this machine is configured for; a network is needed.
        ///
        /// @param specifier PEP 440: `==20.0.2`
        public static Pip fetched(Python python, String specifier) throws IOException {
            return of(python, Venvs.fetched(Pip.of(python), "pip" + specifier));
        }

        @Override
        public String toString() {
            return "pip " + release + " on " + python;
        }
    }

    /// A virtual environment of one's own at `place`, with this pip in it, and with setuptools where a new one has it.
    ///
    /// @return its Python
    public static Path copy(Pip pip, Path place) throws IOException {
        var made = MADE.computeIfAbsent(pip, Venvs::make);
        return copy(made, place);
    }

    /// The same, where pip has installed these in addition, fetched from the index that this machine is configured for.
    public static Path copyWith(Pip pip, Path place, String... requirements) throws IOException {
        return copy(WITH.computeIfAbsent(List.of(pip, List.of(requirements)), _ -> makeWith(pip, requirements)), place);
    }

    /// As good as a new one: nothing is run by its scripts, which name the first.
    private static Path copy(Path made, Path place) throws IOException {
        Tool.run("cp", "-a", made.toString(), place.toString());
        return python(place);
    }

    private static Path makeWith(Pip pip, String... requirements) {
        try {
            var wheels = fetched(pip, requirements).getFirst().getParent();
            var venv = Files.createTempDirectory(STORE, "with").resolve("venv");
            Tool.run("cp", "-a", MADE.computeIfAbsent(pip, Venvs::make).toString(), venv.toString());
            var command = new ArrayList<>(List.of(python(venv).toString(), "-m", "pip", "install", "--quiet",
                    "--disable-pip-version-check", "--no-index", "--upgrade", "--find-links", String.valueOf(wheels)));
            command.addAll(List.of(requirements));
            Tool.run(command.toArray(String[]::new));
            return venv;
        } catch (IOException e) {
            throw new AssertionError("cannot install " + List.of(requirements) + " by " + pip, e);
        }
    }

    /// The folder of a virtual environment into which packages are installed.
    public static Path site(Path venv) throws IOException {
        try (var folders = Files.newDirectoryStream(venv.resolve("lib"), "python*")) {
            return folders.iterator().next().resolve("site-packages");
        }
    }

    /// Lets a pip fetch wheels from the index that this machine is configured for, once.
    ///
    /// @return the wheels
    public static List<Path> fetched(Pip pip, String... requirements) throws IOException {
        return FETCHED.computeIfAbsent(List.of(pip, List.of(requirements)), _ -> fetch(pip, requirements));
    }

    private static List<Path> fetch(Pip pip, String... requirements) {
        try {
            var folder = Files.createTempDirectory(STORE, "wheels");
            var fetching = pip.release().isAtLeast(10, 0) ? pip : Pip.of(pip.python()); // pip 9 finds no index of today.
            var python = python(MADE.computeIfAbsent(fetching, Venvs::make));
            var command = new ArrayList<>(List.of(python.toString(), "-m", "pip", "download", "--quiet",
                    "--disable-pip-version-check", "--no-deps", "--only-binary=:all:", "--dest", folder.toString()));
            command.addAll(List.of(requirements));
            Tool.run(command.toArray(String[]::new));
            try (var files = Files.list(folder)) {
                return files.toList();
            }
        } catch (IOException e) {
            throw new AssertionError("cannot fetch " + List.of(requirements) + " by " + pip, e);
        }
    }

    private static Path python(Path venv) {
        return venv.resolve("bin").resolve("python");
    }

    private static Path make(Pip pip) {
        try {
            var venv = Files.createTempDirectory(STORE, "venv");
            makeEmpty(pip.python(), venv);
            for (var wheel : pip.python().bundled()) {
                if (!Machine.isPip(wheel)) {
                    unpack(venv, wheel, site(venv));
                }
            }
            var pips = Files.createTempDirectory(STORE, "pip");
            unpack(venv, pip.wheel(), pips);
            Files.writeString(site(venv).resolve("pip.pth"), pips + "\n");
            Tool.tryRun(python(venv).toString(), "-m", "compileall", "-qq", Machine.shim().toString());
            return venv;
        } catch (IOException e) {
            throw new AssertionError("cannot make a virtual environment with " + pip, e);
        }
    }

    private static void makeEmpty(Python python, Path venv) throws IOException {
        if (python.isTwo()) {
            Virtualenv.make(python, venv);
        } else {
            Tool.run(python.path().toString(), "-m", "venv", "--without-pip", venv.toString());
        }
    }

    private static void unpack(Path venv, Path wheel, Path folder) throws IOException {
        Tool.run(python(venv).toString(), "-m", "zipfile", "-e", wheel.toString(), folder.toString());
        // Some hold text that only other versions of Python compile.
        Tool.tryRun(python(venv).toString(), "-m", "compileall", "-qq", folder.toString());
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
