package dev.weir.engine.copy;

import dev.weir.engine.hooks.ProcessGroup;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A program that reads lines. It is started anew each time, reads until there is no more, and has taken all of it where it then ends with status 0.
///
/// @param command  its absolute path and its arguments
/// @param patience how long it may take
record ProgramTarget(List<String> command, Duration patience) implements Target {

    private static final int SHOWN = 200;
    private static final List<String> KEPT_FROM_PROGRAMS =
            List.of("PYTHON", "PIP_", "VIRTUAL_ENV", "CONDA_", "WEIR_");

    ProgramTarget {
        command = List.copyOf(command);
    }

    @Override
    public void take(byte[] lines) throws IOException {
        var group = ProcessGroup.ofThisPlatform();
        var process = start(group);
        var said = inBackground(() -> said(process));
        var read = inBackground(() -> write(process, lines));
        try {
            requireSuccess(status(process), said);
            if (!result(read)) {
                throw new IOException("it ended before it had read every line");
            }
        } finally {
            if (process.isAlive()) {
                group.kill(process);
            }
        }
    }

    private Process start(ProcessGroup group) throws IOException {
        var builder = new ProcessBuilder(group.command(command)).redirectErrorStream(true);
        strip(builder.environment());
        return builder.start();
    }

    private static void strip(Map<String, String> environment) {
        environment.keySet().removeIf(name -> KEPT_FROM_PROGRAMS.stream().anyMatch(name::startsWith));
        environment.put("WEIR_HOOK", "1");
    }

    private int status(Process process) throws IOException {
        try {
            if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
            throw new IOException("it did not end within " + patience.toSeconds() + " seconds");
        } catch (InterruptedException hurried) {
            throw interrupted(hurried);
        }
    }

    private static IOException interrupted(InterruptedException hurried) {
        Thread.currentThread().interrupt();
        var problem = new InterruptedIOException("the engine ends");
        problem.initCause(hurried);
        return problem;
    }

    private static void requireSuccess(int status, FutureTask<String> said) throws IOException {
        if (status != 0) {
            var text = result(said);
            throw new IOException("exit status " + status + (text.isEmpty() ? "" : ", it says: " + text));
        }
    }

    private static String said(Process process) throws IOException {
        try (var output = process.getInputStream()) {
            var beginning = output.readNBytes(SHOWN);
            output.transferTo(OutputStream.nullOutputStream());
            return new String(beginning, StandardCharsets.UTF_8).strip().replaceAll("\\s+", " ");
        }
    }

    /// Whether all could be written.
    private static boolean write(Process process, byte[] lines) {
        try (var stdin = process.getOutputStream()) {
            stdin.write(lines);
            return true;
        } catch (IOException unread) {
            return false;
        }
    }

    private static <T> FutureTask<T> inBackground(Callable<T> work) {
        var task = new FutureTask<>(work);
        Thread.ofVirtual().start(task);
        return task;
    }

    /// The program has ended; what it has started may still hold its pipes.
    private static <T> T result(FutureTask<T> task) throws IOException {
        try {
            return task.get(1, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            throw interrupted(hurried);
        } catch (ExecutionException | TimeoutException problem) {
            throw new IOException("what it has started holds its pipes", problem);
        }
    }
}
