package dev.weir.cli.throwaway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A program that runs, its output kept in a file.
///
/// @param process its process
/// @param output  what it says
public record Child(Process process, Path output) {

    /// Starts one, with nothing to read.
    ///
    /// @param environment all of it
    /// @throws IOException where it cannot be started
    public static Child start(Place place, Map<String, String> environment, List<String> command) throws IOException {
        var output = Files.createTempFile(place.folder(), "said-", ".txt");
        var builder = new ProcessBuilder(command).directory(place.work().toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        return new Child(process, output);
    }

    /// Waits for its end.
    ///
    /// @return its exit code
    /// @throws IOException where this thread is interrupted; the program is ended then
    public int await() throws IOException {
        return await(Duration.ofSeconds(Integer.MAX_VALUE));
    }

    /// Waits for its end, and no longer than this.
    ///
    /// @return its exit code
    /// @throws IOException where it runs on, or this thread is interrupted; the program is ended then
    public int await(Duration patience) throws IOException {
        try {
            if (process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return process.exitValue();
            }
            end();
            throw new IOException("it did not end within " + patience.toSeconds() + " seconds");
        } catch (InterruptedException e) {
            end();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /// Ends it, and what it has started.
    public void end() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    /// What it has said so far. What is no UTF-8 is shown as such.
    ///
    /// @throws IOException where that cannot be read
    public List<String> said() throws IOException {
        return new String(Files.readAllBytes(output), StandardCharsets.UTF_8).lines().toList();
    }
}
