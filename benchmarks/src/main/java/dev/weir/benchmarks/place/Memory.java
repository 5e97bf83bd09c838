package dev.weir.benchmarks.place;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The memory of another Java, in bytes.
///
/// @param resident what the system has given it
/// @param used     of its heap, garbage included
public record Memory(long resident, long used) {

    private static final int KIBI = 1024;
    private static final Path TOOLS = Path.of(System.getProperty("java.home"), "bin");

    /// As it is now.
    public static Memory of(long pid) throws IOException {
        return new Memory(status(pid, "VmRSS:"), used(pid));
    }

    /// After its garbage has been collected.
    public static Memory ofLiveObjects(long pid) throws IOException {
        run("jcmd", Long.toString(pid), "GC.run");
        return of(pid);
    }

    /// The most that the system has ever given it, in bytes.
    public static long peak(long pid) throws IOException {
        return status(pid, "VmHWM:");
    }

    private static long status(long pid, String name) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIBI)
                .findFirst()
                .orElseThrow(() -> new IOException("process " + pid + " has no memory"));
    }

    /// The columns S0U, S1U, EU and OU of `jstat -gc`, which reads without stopping the other Java.
    private static long used(long pid) throws IOException {
        var lines = run("jstat", "-gc", Long.toString(pid)).lines().toList();
        var names = lines.getFirst().strip().split(" +", -1);
        var values = lines.getLast().strip().split(" +", -1);
        double sum = 0;
        for (int column = 0; column < names.length; column++) {
            sum += names[column].matches("S0U|S1U|EU|OU") ? Double.parseDouble(values[column]) : 0;
        }
        return Math.round(sum * KIBI);
    }

    private static String run(String tool, String... arguments) throws IOException {
        var command = Stream.concat(Stream.of(TOOLS.resolve(tool).toString()), Stream.of(arguments)).toList();
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
