package dev.weir.verification.machine;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What this machine has.
public final class Machine {

    /// Prints what it is, then the wheels that `ensurepip` installs: those beside it, or those of a distribution.
    private static final String PROBE = """
            import glob, os, platform, sys, sysconfig
            try:
                import ensurepip
                names = [project[0] for project in getattr(ensurepip, "_PROJECTS", [["pip"]])]
                folder = sysconfig.get_config_var("WHEEL_PKG_DIR") or os.path.join(os.path.dirname(ensurepip.__file__), "_bundled")
                found = [glob.glob(os.path.join(folder, name + "-*.whl")) for name in names]
                wheels = [sorted(files, key=lambda file: (ensurepip.version() in file, file))[-1] for files in found if files]
            except ImportError:
                wheels = []
            print("\\n".join([platform.python_implementation(), platform.python_version(), os.path.realpath(sys.executable)] + wheels))
            """;

    private static final List<Python> ALL = discover();

    private Machine() {}

    /// The top folder of the checkout.
    public static Path checkout() {
        return Path.of("..").toAbsolutePath().normalize();
    }

    /// The program `weir`.
    public static Path weir() {
        return checkout().resolve("weir");
    }

    /// What the home that `weir` runs from was built from, as one word: another build has another.
    public static String build() throws IOException {
        return Files.readString(checkout().resolve("weir-cli/target/home/build-id")).strip();
    }

    /// The Python of the home that `weir` runs from.
    static Path shim() {
        return checkout().resolve("weir-cli/target/home/python");
    }

    /// Every CPython from 3.8 on that can make virtual environments with a pip, each version once, oldest first.
    public static List<Python> pythons() {
        return ALL.stream().filter(Machine::isCurrent).toList();
    }

    /// Every CPython before 3.8 that brings a pip, each version once, oldest first.
    public static List<Python> oldPythons() {
        return ALL.stream().filter(python -> !isCurrent(python)).toList();
    }

    /// One for tests to which the version does not matter: that with the newest pip.
    public static Python python() {
        return pythons().stream().max(Comparator.comparing(Python::pip))
                .orElseThrow(() -> new AssertionError("no CPython 3.8 or newer was found"));
    }

    private static List<Python> discover() {
        var versions = new HashSet<String>();
        return candidates().stream()
                .map(Machine::probe)
                .flatMap(Optional::stream)
                .filter(python -> versions.add(python.version()))
                .sorted(Comparator.comparing(python -> Release.of(python.version())))
                .toList();
    }

    private static List<Path> candidates() {
        var found = new ArrayList<Path>();
        for (var folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            list(Path.of(folder)).filter(path -> path.getFileName().toString().matches("python3(\\.\\d+)?"))
                    .forEach(found::add);
        }
        var pyenv = System.getenv().getOrDefault("PYENV_ROOT", System.getProperty("user.home") + "/.pyenv");
        list(Path.of(pyenv, "versions")).map(version -> version.resolve("bin/python")).forEach(found::add);
        return found;
    }

    private static Stream<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (var paths = Files.list(folder)) {
            return paths.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Python> probe(Path program) {
        try {
            var process = new ProcessBuilder(program.toString(), "-E", "-s", "-c", PROBE)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            var lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
            return process.waitFor() == 0 ? python(lines) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Optional<Python> python(List<String> lines) {
        var wheels = lines.stream().skip(3).map(Path::of).toList();
        var fits = wheels.stream().anyMatch(Machine::isPip) && lines.getFirst().equals("CPython");
        return fits
                ? Optional.of(new Python(lines.get(1), Path.of(lines.get(2)), release(wheels), wheels))
                : Optional.empty();
    }

    private static boolean isCurrent(Python python) {
        return Release.of(python.version()).isAtLeast(3, 8);
    }

    private static Release release(List<Path> wheels) {
        return wheels.stream().filter(Machine::isPip).findFirst().map(Release::ofWheel).orElseThrow();
    }

    static boolean isPip(Path wheel) {
        return wheel.getFileName().toString().startsWith("pip-");
    }
}
