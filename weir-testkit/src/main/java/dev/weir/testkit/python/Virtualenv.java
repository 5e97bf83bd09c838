package dev.weir.testkit.python;

import java.io.IOException;
import java.nio.file.Path;

/// Makes environments for Pythons that have no module `venv`.
///
/// @param python has the module `virtualenv`
public record Virtualenv(Path python) {

    /// The last that makes environments of Python 2.7.
    private static final String RELEASE = "virtualenv==20.21.1";

    /// Fetches it from the index that this machine is configured for: a network is needed.
    ///
    /// @param host  3.7 or newer
    /// @param place a folder that is not there
    public static Virtualenv fetch(Python host, Path place) throws IOException {
        Tool.run(host.path().toString(), "-m", "venv", place.toString());
        var python = place.resolve("bin").resolve("python");
        Tool.run(python.toString(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", RELEASE);
        return new Virtualenv(python);
    }

    /// Makes an environment without any packages.
    public void make(Python of, Path place) throws IOException {
        Tool.run(python.toString(), "-m", "virtualenv", "--quiet", "--no-pip", "--no-setuptools", "--no-wheel", "-p",
                of.path().toString(), place.toString());
    }
}
