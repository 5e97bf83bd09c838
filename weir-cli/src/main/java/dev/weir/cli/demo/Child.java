package dev.weir.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A program that runs, its output kept in a file.
///
/// @param process its process
/// @param output  what it says
record Child(Process process, Path output) {

    static Child start(Place place, Map<String, String> environment, List<String> command) throws IOException {
        var output = Files.createTempFile(place.folder(), "said-", ".txt");
        var builder = new ProcessBuilder(command).directory(place.work().toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        return new Child(process, output);
    }

    int await() throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    List<String> said() throws IOException {
        return Files.readAllLines(output);
    }
}
