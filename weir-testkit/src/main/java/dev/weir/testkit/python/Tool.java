package dev.weir.testkit.python;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Programs that are run in the environment of this process, without what an active virtual environment leaves in it.
public final class Tool {

    private static final List<String> OF_A_VENV = List.of("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV");

    private Tool() {}

    /// Runs a program that must end with 0.
    public static void run(String... command) throws IOException {
        if (!tryRun(command)) {
            throw new IOException("failed: " + String.join(" ", command));
        }
    }

    /// Whether it ended with 0.
    public static boolean tryRun(String... command) throws IOException {
        return await(builder(command).inheritIO().start()) == 0;
    }

    /// What a program says that is meant to fail, on both outputs.
    public static String outputOfFailure(String... command) throws IOException {
        var process = builder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (await(process) == 0) {
            throw new IOException("did not fail: " + String.join(" ", command));
        }
        return said;
    }

    private static ProcessBuilder builder(String... command) {
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(OF_A_VENV);
        return builder;
    }

    private static int await(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
