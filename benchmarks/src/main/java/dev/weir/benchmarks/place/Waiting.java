package dev.weir.benchmarks.place;

import java.io.IOException;

/// Waiting for processes.
final class Waiting {

    private Waiting() {}

    static int exitCode(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
