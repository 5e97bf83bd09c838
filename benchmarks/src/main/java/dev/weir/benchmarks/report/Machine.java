package dev.weir.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// What was measured on.
public final class Machine {

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private Machine() {}

    /// One line.
    ///
    /// @param more what else counts
    public static String line(String more) throws IOException {
        return "%s, %d processors (%s), Linux %s, Java %s%s.".formatted(
                LocalDate.now(ZoneOffset.UTC), Runtime.getRuntime().availableProcessors(), processor(),
                System.getProperty("os.version"), Runtime.version(), more.isEmpty() ? "" : ", " + more);
    }

    private static String processor() throws IOException {
        return Files.readAllLines(PROCESSORS).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.replaceFirst("[^:]*: *", ""))
                .findFirst()
                .orElse("unknown");
    }
}
