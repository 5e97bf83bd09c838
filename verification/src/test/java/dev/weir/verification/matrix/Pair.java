package dev.weir.verification.matrix;

import dev.weir.testkit.python.Python;
import dev.weir.verification.machine.Machine;
import dev.weir.verification.machine.Venvs.Pip;
import java.io.IOException;

/// A release of pip on a Python.
///
/// @param release as the index has it
record Pair(String release, Python python) {

    /// Fetches this pip from the index that this machine is configured for. No pip forbids a Python for being too new, so the newest fetches all.
    Pip pip() throws IOException {
        return Pip.fetched(Machine.pythons().getLast(), "==" + release).on(python);
    }

    /// Its name in the file system.
    String file() {
        return "pip-" + release + "-python-" + python.version() + ".json";
    }

    @Override
    public String toString() {
        return "pip " + release + " on " + python;
    }
}
