package dev.weir.engine.hooks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// One run of a program hook. The calling thread may be interrupted at any time; whatever happens, nothing of the program's group lives on.
///
/// @param folder the working folder
record ProgramRun(List<String> program, ProcessGroup group, Path folder) {

    private static final int MOST_OUTPUT = 1024 * 1024;
    private static final int MOST_ERRORS = 64 * 1024;
    private static final int SHOWN = 200;
    private static final List<String> KEPT_FROM_PROGRAMS =
            List.of("PYTHON", "PIP_", "VIRTUAL_ENV", "CONDA_", "WEIR_");

    /// Writes `input` to the program, and returns its output.
    ///
    /// @throws HookFailureException where it cannot be started, ends with another status than 0, or writes too much
    byte[] run(byte[] input) throws HookFailureException, InterruptedException {
        var process = start();
        var output = inBackground(() -> upTo(MOST_OUTPUT + 1, process));
        var errors = inBackground(() -> beginning(process.getErrorStream()));
        var _ = inBackground(() -> write(process, input));
        return judged(end(process), output, errors);
    }

    /// Waits for the program; then nothing of its group lives on, which would also hold the pipes open.
    private int end(Process process) throws InterruptedException {
        try {
            return process.waitFor();
        } finally {
            group.kill(process);
        }
    }

    private Process start() throws HookFailureException {
        var builder = new ProcessBuilder(group.command(program)).directory(folder.toFile());
        strip(builder.environment());
        try {
            return builder.start();
        } catch (IOException problem) {
            throw new HookFailureException("cannot start it: " + problem.getMessage());
        }
    }

    private static void strip(Map<String, String> environment) {
        environment.keySet().removeIf(name -> KEPT_FROM_PROGRAMS.stream().anyMatch(name::startsWith));
        environment.put("WEIR_HOOK", "1");
    }

    /// Who writes more has failed, and is not waited for.
    private static byte[] upTo(int most, Process process) throws IOException {
        var bytes = process.getInputStream().readNBytes(most);
        if (bytes.length == most) {
            process.toHandle().destroyForcibly();
        }
        return bytes;
    }

    private static byte[] beginning(InputStream errors) throws IOException {
        var bytes = errors.readNBytes(MOST_ERRORS);
        errors.transferTo(OutputStream.nullOutputStream());
        return bytes;
    }

    /// A program need not read what it is told.
    private static byte[] write(Process process, byte[] input) {
        try (var stdin = process.getOutputStream()) {
            stdin.write(input);
        } catch (IOException unread) {
            return new byte[0];
        }
        return input;
    }

    private static FutureTask<byte[]> inBackground(Callable<byte[]> work) {
        var task = new FutureTask<>(work);
        Thread.ofVirtual().start(task);
        return task;
    }

    private static byte[] judged(int status, FutureTask<byte[]> output, FutureTask<byte[]> errors)
            throws HookFailureException, InterruptedException {
        try {
            if (output.get().length > MOST_OUTPUT) {
                throw new HookFailureException("it wrote more than " + MOST_OUTPUT + " bytes");
            }
            if (status != 0) {
                throw new HookFailureException("exit status " + status + said(errors.get()));
            }
            return output.get();
        } catch (ExecutionException unread) {
            throw new HookFailureException("its output cannot be read: " + unread.getCause());
        }
    }

    private static String said(byte[] errors) {
        var text = new String(errors, StandardCharsets.UTF_8).strip().replaceAll("\\s+", " ");
        return text.isEmpty() ? "" : ", it says: " + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text);
    }
}
