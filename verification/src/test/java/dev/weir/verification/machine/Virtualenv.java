package dev.weir.verification.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// Makes environments for Pythons that have no module `venv`. It is fetched from the index that this machine is configured for: a network is needed.
final class Virtualenv {

    /// The last that makes environments of Python 2.7.
    private static final String RELEASE = "virtualenv==20.21.1";

    private static final Path PYTHON = fetch();

    private Virtualenv() {}

    /// Makes one without any packages.
    static void make(Python python, Path place) throws IOException {
        Tool.run(PYTHON.toString(), "-m", "virtualenv", "--quiet", "--no-pip", "--no-setuptools", "--no-wheel", "-p",
                python.path().toString(), place.toString());
    }

    private static Path fetch() {
        try {
            var place = Venvs.STORE.resolve("virtualenv");
            Tool.run(Machine.pythons().getFirst().path().toString(), "-m", "venv", place.toString());
            var python = place.resolve("bin").resolve("python");
            Tool.run(python.toString(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", RELEASE);
            return python;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
