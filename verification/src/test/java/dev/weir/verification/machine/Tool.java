package dev.weir.verification.machine;

import java.io.IOException;
import java.util.List;

/// Programs that are run in the environment of these tests.
final class Tool {

    private static final List<String> OF_A_VENV = List.of("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV");

    private Tool() {}

    static void run(String... command) throws IOException {
        if (!tryRun(command)) {
            throw new IOException("failed: " + String.join(" ", command));
        }
    }

    /// Whether it ended with 0.
    static boolean tryRun(String... command) throws IOException {
        var builder = new ProcessBuilder(command).inheritIO();
        builder.environment().keySet().removeAll(OF_A_VENV);
        try {
            return builder.start().waitFor() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
