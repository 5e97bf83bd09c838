package dev.weir.verification.machine;

import dev.weir.testkit.python.Tool;
import dev.weir.verification.machine.Sandbox.Running;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// A place where a program waits until the test has done something. Two pipes, no clock.
///
/// @param arrived the program writes a line into it
/// @param leave   the program waits for a line from it
public record Meeting(Path arrived, Path leave) {

    /// A new one.
    public static Meeting in(Path folder, String name) throws IOException {
        var meeting = new Meeting(folder.resolve(name + ".arrived"), folder.resolve(name + ".leave"));
        Tool.run("mkfifo", meeting.arrived.toString(), meeting.leave.toString());
        return meeting;
    }

    /// A line of shell that goes there and waits.
    public String shell() {
        return "echo >'" + arrived + "'; read -r _ <'" + leave + "'";
    }

    /// Returns when the program is there.
    ///
    /// @param command what the program belongs to: where it ends, nobody will come
    public void await(Running command) throws IOException {
        var arrival = CompletableFuture.supplyAsync(this::arrival, task -> Thread.ofPlatform().daemon().start(task));
        try {
            CompletableFuture.anyOf(arrival, command.process().onExit()).join();
        } catch (CompletionException failed) {
            throw new IOException("cannot wait at " + arrived, failed);
        }
        if (!arrival.isDone()) {
            throw new AssertionError("it ended before anybody came: " + Sandbox.finish(command));
        }
    }

    private String arrival() {
        try {
            return Files.readString(arrived);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Lets the program go on.
    public void release() throws IOException {
        try (var pipe = new RandomAccessFile(leave.toFile(), "rw")) {
            pipe.write('\n');
        }
    }
}
