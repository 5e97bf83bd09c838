package dev.weir.verification.machine;

import java.nio.file.Path;
import java.util.List;

/// A CPython of this machine.
///
/// @param version `3.11.7`
/// @param path    its program
/// @param pip     version of the pip that its virtual environments have
/// @param bundled the wheels that its virtual environments begin with: pip, and setuptools before Python 3.12
public record Python(String version, Path path, Release pip, List<Path> bundled) {

    public Python {
        bundled = List.copyOf(bundled);
    }

    /// Whether it is a Python 2.
    public boolean isTwo() {
        return Release.of(version).major() == 2;
    }

    @Override
    public String toString() {
        return "Python " + version;
    }
}
