package dev.weir.verification.machine;

import dev.weir.testkit.python.Python;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The machine's C compiler.
public final class Compiler {

    private static final String INCLUDES =
            "import sysconfig; print(\"\\n\".join(sorted({sysconfig.get_path(\"include\"), sysconfig.get_path(\"platinclude\")})))";

    private Compiler() {}

    /// Whether the headers of this Python are on the machine.
    public static boolean knows(Python python, Sandbox sandbox) throws IOException {
        return includes(python, sandbox).stream().anyMatch(folder -> folder.resolve("Python.h").toFile().isFile());
    }

    /// Compiles one file into a shared library for this Python, with all warnings as errors.
    ///
    /// @return the library
    public static Path library(Path source, Python python, Sandbox sandbox) throws IOException {
        var library = sandbox.folder().resolve(source.getFileName().toString().replace(".c", ".so"));
        var command = new ArrayList<>(List.of("cc", "-std=gnu11", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC"));
        includes(python, sandbox).forEach(folder -> command.add("-isystem" + folder));
        command.addAll(List.of("-o", library.toString(), source.toString()));
        sandbox.run(command).orFail();
        return library;
    }

    private static List<Path> includes(Python python, Sandbox sandbox) throws IOException {
        return sandbox.run(python.path().toString(), "-I", "-c", INCLUDES).orFail().out().lines().map(Path::of)
                .toList();
    }
}
