package dev.weir.benchmarks.place;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// The memory of another Java, in bytes.
///
/// @param resident what the system has given it
/// @param used     of its heap, garbage included
public record Memory(long resident, long used) {

    private static final int KIBI = 1024;
    private static final Pattern GENERATION = Pattern.compile("total \\d+K, used (\\d+)K");
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

    /// The sum of its generations, in the lines of `jcmd PID GC.heap_info` that say `total ...K, used ...K`.
    private static long used(long pid) throws IOException {
        var generations = GENERATION.matcher(run("jcmd", Long.toString(pid), "GC.heap_info")).results()
                .mapToLong(generation -> Long.parseLong(generation.group(1)) * KIBI).toArray();
        if (generations.length == 0) {
            throw new IOException("no generation of the heap of process " + pid + " is told");
        }
        return LongStream.of(generations).sum();
    }

    private static String run(String tool, String... arguments) throws IOException {
        var command = Stream.concat(Stream.of(TOOLS.resolve(tool).toString()), Stream.of(arguments)).toList();
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(command + ": " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return said;
    }
}
