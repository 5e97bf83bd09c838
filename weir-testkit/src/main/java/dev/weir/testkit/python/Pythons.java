package dev.weir.testkit.python;

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

/// Finds them.
public final class Pythons {

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

    private Pythons() {}

    /// Every CPython on `PATH` and of pyenv that brings a pip, each version once, oldest first. One that does not start is none.
    public static List<Python> ofMachine() {
        var versions = new HashSet<String>();
        return candidates().stream()
                .map(Pythons::probe)
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
        var python = new Python(lines.get(1), Path.of(lines.get(2)), lines.stream().skip(3).map(Path::of).toList());
        return lines.getFirst().equals("CPython") && python.pipWheel().isPresent()
                ? Optional.of(python)
                : Optional.empty();
    }
}
