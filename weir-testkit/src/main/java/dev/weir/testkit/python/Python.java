package dev.weir.testkit.python;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A CPython.
///
/// @param version `3.11.7`
/// @param path    its program
/// @param bundled the wheels that its virtual environments begin with: pip, and setuptools before Python 3.12
public record Python(String version, Path path, List<Path> bundled) {

    public Python {
        bundled = List.copyOf(bundled);
    }

    /// Whether it is a Python 2.
    public boolean isTwo() {
        return release().major() == 2;
    }

    /// The version, to be compared.
    public Release release() {
        return Release.of(version);
    }

    /// The pip that its virtual environments have.
    public Optional<Path> pipWheel() {
        return bundled.stream().filter(Python::isPip).findFirst();
    }

    /// Whether a wheel is one of pip.
    public static boolean isPip(Path wheel) {
        return wheel.getFileName().toString().startsWith("pip-");
    }

    @Override
    public String toString() {
        return "Python " + version;
    }
}
