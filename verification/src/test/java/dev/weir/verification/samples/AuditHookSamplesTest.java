package dev.weir.verification.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.weir.testkit.python.Python;
import dev.weir.verification.machine.Compiler;
import dev.weir.verification.machine.Machine;
import dev.weir.verification.machine.Result;
import dev.weir.verification.machine.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The two samples that run in pip's process, here in a process without pip and without Weir: all that they need is `sys.audit`.
class AuditHookSamplesTest {

    private static final String ADD_PYTHON = """
            import sys
            sys.path.insert(0, sys.argv[1])
            import decoded_code
            sys.addaudithook(decoded_code.check)
            """;

    private static final String ADD_C = """
            import ctypes, sys
            hook = ctypes.CDLL(sys.argv[1]).weir_audit_hook
            assert ctypes.pythonapi.PySys_AddAuditHook(hook, None) == 0
            """;

    /// Raises an event: argument 0, the kind of event and the path may differ.
    private static final String RAISE = """
            def raised(event, contract, path):
                try:
                    sys.audit(event, contract, "26.3", "sdist", "x", "1.0", None, "", ("x",), None, None, path, 8, "sha256:0", "o", "{}")
                except RuntimeError as error:
                    return str(error)

            REFUSED = "setup.py:3 decodes a text and runs it"
            hostile, honest = sys.argv[2:]
            assert raised("pip.install", 1, hostile) == REFUSED
            assert raised("pip.install", 1, honest) is None
            assert raised("pip.install", 1, hostile + "/setup.py") is None
            assert raised("pip.install", 1, None) is None
            assert raised("pip.write", 1, hostile) is None
            for other in (2, 2 ** 80, "1", None, True, (1,)):
                assert raised("pip.install", other, hostile) is None, other
            sys.audit("pip.install")
            """;

    static List<Python> pythons() {
        return Machine.pythons();
    }

    @ParameterizedTest
    @MethodSource("pythons")
    void refusesInPython(Python python) throws IOException {
        try (var sandbox = Sandbox.open()) {
            run(sandbox, python, ADD_PYTHON, Machine.checkout().resolve("samples/python-hook")).orFail();
        }
    }

    @ParameterizedTest
    @MethodSource("pythons")
    void refusesInC(Python python) throws IOException {
        try (var sandbox = Sandbox.open()) {
            assumeThat(Compiler.knows(python, sandbox)).as("headers of " + python).isTrue();
            var library =
                    Compiler.library(Machine.checkout().resolve("samples/c-hook/decoded_code.c"), python, sandbox);
            run(sandbox, python, ADD_C, library).orFail();
        }
    }

    /// The Python and the C hook refuse by themselves; were one of them never called, this would not fail.
    @ParameterizedTest
    @MethodSource("pythons")
    void failsWithoutAHook(Python python) throws IOException {
        try (var sandbox = Sandbox.open()) {
            assertThat(run(sandbox, python, "import sys\n", sandbox.work()).err()).contains("AssertionError");
        }
    }

    private static Result run(Sandbox sandbox, Python python, String add, Path hook) throws IOException {
        var hostile = tree(sandbox, "hostile", "import base64\n\nexec(base64.b64decode('cGFzcw=='))\n");
        var honest = tree(sandbox, "honest", "import base64\n\nfrom setuptools import setup\n");
        return sandbox.run(python.path().toString(), "-c", add + RAISE, hook.toString(), hostile, honest);
    }

    private static String tree(Sandbox sandbox, String name, String setup) throws IOException {
        var folder = Files.createDirectory(sandbox.work().resolve(name));
        Files.writeString(folder.resolve("setup.py"), setup);
        return folder.toString();
    }
}
