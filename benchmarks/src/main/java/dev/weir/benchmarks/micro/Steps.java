package dev.weir.benchmarks.micro;

import dev.weir.benchmarks.report.Machine;
import dev.weir.benchmarks.report.Section;
import dev.weir.benchmarks.report.Table;
import dev.weir.wire.json.JsonObject;
import java.io.IOException;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// Runs the benchmarks of this package by JMH, on a Java with the options of an engine's.
public final class Steps {

    private static final double NANOSECONDS = 1e3;

    private Steps() {}

    /// Measures.
    ///
    /// @param forks    of Java for each benchmark
    /// @param seconds  of measuring, and as many of warming up, in each
    public static Section measure(int forks, int seconds) throws IOException {
        try {
            var results = new Runner(new OptionsBuilder()
                    .include(Steps.class.getPackageName() + ".*")
                    .jvmArgs("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                    .mode(Mode.AverageTime)
                    .timeUnit(TimeUnit.MICROSECONDS)
                    .forks(forks)
                    .warmupIterations(seconds).warmupTime(TimeValue.seconds(1))
                    .measurementIterations(seconds).measurementTime(TimeValue.seconds(1))
                    .build()).run();
            return section(results, forks, seconds);
        } catch (RunnerException failed) {
            throw new IOException("JMH failed", failed);
        }
    }

    private static Section section(Collection<RunResult> results, int forks, int seconds) throws IOException {
        var table = new Table("step", "µs", "± (99.9 %)");
        var figures = JsonObject.builder();
        for (var run : results) {
            var result = run.getPrimaryResult();
            var name = run.getParams().getBenchmark().replaceFirst(".*\\.(\\w+)Benchmark\\.", "$1.");
            table.row("`" + name + "`", number(result.getScore()), number(result.getScoreError()));
            figures.put(name, nanoseconds(result));
        }
        return new Section("steps", Machine.line("the engine's options")
                + " %d forks, %d seconds each.\n\n".formatted(forks, seconds) + table.markdown(), figures.build());
    }

    private static JsonObject nanoseconds(Result<?> result) {
        return JsonObject.builder()
                .put("score", Math.round(result.getScore() * NANOSECONDS))
                .put("error", Math.round(result.getScoreError() * NANOSECONDS))
                .build();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
    }
}
