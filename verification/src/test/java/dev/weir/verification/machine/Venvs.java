package dev.weir.verification.machine;

import dev.weir.testkit.python.Python;
import dev.weir.testkit.python.Release;
import dev.weir.testkit.python.Tool;
import dev.weir.testkit.python.Virtualenv;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Virtual environments. Each kind is made once in the life of this JVM; a test gets a copy.
///
/// They are real ones, as `venv` makes them. Only pip is not in their `site-packages` but unpacked beside them, and a `.pth` file leads there: so a copy
/// is small, and fast to look through.
public final class Venvs {

    private static final Map<List<Object>, Path> EMPTY = new ConcurrentHashMap<>();
    private static final Map<List<Object>, Path> MADE = new ConcurrentHashMap<>();
    private static final Map<Pip, Path> UNPACKED = new ConcurrentHashMap<>();
    private static final Map<List<Object>, List<Path>> FETCHED = new ConcurrentHashMap<>();
    private static final Pattern VERSIONS = Pattern.compile("\\(from versions: ([^)]*)\\)");
    private static final Path STORE = store();

    private Venvs() {}

    /// Fetched when the first is asked for.
    private static final class ForOldPythons {

        static final Virtualenv VIRTUALENV = fetch();

        private static Virtualenv fetch() {
            try {
                return Virtualenv.fetch(Machine.pythons().getFirst(), STORE.resolve("virtualenv"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// A pip to be tested.
    ///
    /// @param python  what runs it
    /// @param release which one
    /// @param wheel   the file that it is unpacked from
    public record Pip(Python python, Release release, Path wheel) {

        /// The pip that a Python brings.
        public static Pip of(Python python) {
            return of(python, python.pipWheel().orElseThrow());
        }

        private static Pip of(Python python, Path wheel) {
            return new Pip(python, Release.ofWheel(wheel), wheel);
        }

        /// One that pip fetches from the index that this machine is configured for; a network is needed.
        ///
        /// @param specifier PEP 440: `==20.0.2`
        public static Pip fetched(Python python, String specifier) throws IOException {
            return of(python, Venvs.fetched(python, "pip" + specifier).getFirst());
        }

        /// The same pip on another Python.
        public Pip on(Python other) {
            return new Pip(other, release, wheel);
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
        return copyWith(pip, place);
    }

    /// The same with these in addition, fetched from the index that this machine is configured for.
    public static Path copyWith(Pip pip, Path place, String... requirements) throws IOException {
        copy(made(pip, requirements.length == 0 ? List.of() : fetched(pip.python(), requirements)), place);
        return python(place);
    }

    private static Path made(Pip pip, List<Path> packages) {
        return MADE.computeIfAbsent(List.of(pip, packages), _ -> make(pip, packages));
    }

    /// As good as a new one: nothing is run by its scripts, which name the first.
    private static void copy(Path made, Path place) throws IOException {
        Tool.run("cp", "-a", made.toString(), place.toString());
    }

    /// Gives a virtual environment a copy of its pip that a test may change.
    ///
    /// @return the folder that the copy is in
    public static Path ownPip(Path venv) throws IOException {
        var own = venv.resolve("own-pip");
        var link = site(venv).resolve("pip.pth");
        Tool.run("cp", "-a", Files.readString(link).strip(), own.toString());
        Files.writeString(link, own + "\n");
        return own;
    }

    /// The folder of a virtual environment into which packages are installed.
    public static Path site(Path venv) throws IOException {
        try (var folders = Files.newDirectoryStream(venv.resolve("lib"), "python*")) {
            return folders.iterator().next().resolve("site-packages");
        }
    }

    /// Lets the pip that a Python brings fetch wheels from the index that this machine is configured for, once.
    ///
    /// @return the wheels
    public static List<Path> fetched(Python python, String... requirements) throws IOException {
        return FETCHED.computeIfAbsent(List.of(python, List.of(requirements)), _ -> fetch(python, requirements));
    }

    private static List<Path> fetch(Python python, String... requirements) {
        try {
            var folder = Files.createTempDirectory(STORE, "wheels");
            var command = new ArrayList<>(List.of(ownPip(python), "-m", "pip", "download", "--quiet",
                    "--disable-pip-version-check", "--no-deps", "--only-binary=:all:", "--dest", folder.toString()));
            command.addAll(List.of(requirements));
            Tool.run(command.toArray(String[]::new));
            try (var files = Files.list(folder)) {
                return files.toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot fetch " + List.of(requirements) + " for " + python, e);
        }
    }

    /// Every version of a project that the index, which this machine is configured for, has for a Python, as its own pip says it.
    public static List<String> offered(Python python, String project) throws IOException {
        var said = Tool.outputOfFailure(ownPip(python), "-m", "pip", "download", "--disable-pip-version-check",
                "--no-deps", "--dest",
                STORE.toString(), project + "==0");
        var versions = VERSIONS.matcher(said);
        if (!versions.find()) {
            throw new IOException("no versions of " + project + " for " + python + ": " + said);
        }
        return List.of(versions.group(1).split(", ", -1));
    }

    private static String ownPip(Python python) {
        return python(made(Pip.of(python), List.of())).toString();
    }

    private static Path python(Path venv) {
        return venv.resolve("bin").resolve("python");
    }

    private static Path make(Pip pip, List<Path> packages) {
        try {
            var venv = Files.createTempDirectory(STORE, "venv").resolve("venv");
            copy(EMPTY.computeIfAbsent(List.of(pip.python(), packages), _ -> makeWithoutPip(pip.python(), packages)),
                    venv);
            var place = UNPACKED.computeIfAbsent(pip, _ -> unpack(venv, pip));
            Files.writeString(site(venv).resolve("pip.pth"), place + "\n");
            return venv;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a virtual environment with " + pip, e);
        }
    }

    private static Path makeWithoutPip(Python python, List<Path> packages) {
        try {
            var venv = Files.createTempDirectory(STORE, "venv");
            makeEmpty(python, venv);
            for (var wheel : withBundled(python, packages)) {
                unpack(venv, wheel, site(venv));
            }
            compile(venv, Machine.shim());
            if (python.isTwo()) {
                compile(venv, site(venv).resolveSibling("site.py")); // Of the environment's own; else whatever runs first does it.
            }
            return venv;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a virtual environment of " + python + " with " + packages, e);
        }
    }

    /// With what a new environment has besides pip.
    private static List<Path> withBundled(Python python, List<Path> packages) {
        var names = packages.stream().map(Venvs::project).toList();
        var bundled = python.bundled().stream()
                .filter(wheel -> !Python.isPip(wheel) && !names.contains(project(wheel)));
        return Stream.concat(packages.stream(), bundled).toList();
    }

    private static String project(Path wheel) {
        return wheel.getFileName().toString().split("-", -1)[0];
    }

    private static void makeEmpty(Python python, Path venv) throws IOException {
        if (python.isTwo()) {
            ForOldPythons.VIRTUALENV.make(python, venv);
        } else {
            Tool.run(python.path().toString(), "-m", "venv", "--without-pip", venv.toString());
        }
    }

    private static Path unpack(Path venv, Pip pip) {
        try {
            var place = Files.createTempDirectory(STORE, "pip");
            unpack(venv, pip.wheel(), place);
            return place;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + pip, e);
        }
    }

    private static void unpack(Path venv, Path wheel, Path folder) throws IOException {
        Tool.run(python(venv).toString(), "-m", "zipfile", "-e", wheel.toString(), folder.toString());
        compile(venv, folder);
    }

    /// As far as it goes: some hold text that only other versions of Python compile.
    private static void compile(Path venv, Path folder) throws IOException {
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
