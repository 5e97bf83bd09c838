package dev.weir.benchmarks;

import dev.weir.benchmarks.judging.Judging;
import dev.weir.benchmarks.load.ManyClients;
import dev.weir.benchmarks.micro.Steps;
import dev.weir.benchmarks.place.Workshop;
import dev.weir.benchmarks.report.Page;
import dev.weir.benchmarks.report.Section;
import dev.weir.benchmarks.starts.Starts;
import dev.weir.benchmarks.trip.RoundTrip;
import dev.weir.benchmarks.whole.Binding;
import dev.weir.benchmarks.whole.WholeCommands;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// `benchmarks/run`: measures the parts that are named, and leaves their figures in `benchmarks/target/results`.
public final class Main {

    private static final String USAGE = """
            usage: benchmarks/run [PART...] [NAME=NUMBER...]

            whole       whole commands, audited and bare; rounds=20
            starts      a Python that is no pip, on every Python of the machine; rounds=20
            binding     what keeps wheels as they were judged, beside bare pip; rounds=20
            judging     archives that are made to cost much
            steps       decode, dispatch, policy, journal by JMH; forks=2 seconds=5
            round-trip  one event from Python and back; trips=2000 starts=10
            load        many clients at once; clients=1000 events=1000000
            page        puts the figures into docs/performance.md

            Without a PART: all of them, in this order.""";
    private static final List<String> ALL =
            List.of("whole", "starts", "binding", "judging", "steps", "round-trip", "load", "page");
    private static final int WRONG_USAGE = 2;
    private static final Path RESULTS = Path.of("target", "results");

    private Main() {}

    /// Measures.
    ///
    /// @param arguments parts and sizes
    public static void main(String... arguments) throws IOException {
        var wanted = Wanted.of(List.of(arguments));
        if (wanted.isEmpty() || !ALL.containsAll(wanted.get().parts())) {
            System.err.println(USAGE);
            System.exit(WRONG_USAGE);
        }
        var parts = wanted.get().parts();
        for (var part : parts.isEmpty() ? ALL : parts) {
            carryOut(part, wanted.get());
        }
    }

    private static void carryOut(String part, Wanted wanted) throws IOException {
        var section = measure(part, wanted);
        if (section.isPresent()) {
            section.get().writeTo(RESULTS);
            System.out.println(section.get().markdown());
        } else {
            Page.update(Workshop.checkout().resolve("docs").resolve("performance.md"), RESULTS);
        }
    }

    private static Optional<Section> measure(String part, Wanted wanted) throws IOException {
        return switch (part) {
            case "whole" -> Optional.of(WholeCommands.measure(wanted.size("rounds", 20)));
            case "starts" -> Optional.of(Starts.measure(wanted.size("rounds", 20)));
            case "binding" -> Optional.of(Binding.measure(wanted.size("rounds", 20)));
            case "judging" -> Optional.of(Judging.measure());
            case "steps" -> Optional.of(Steps.measure(wanted.size("forks", 2), wanted.size("seconds", 5)));
            case "round-trip" -> Optional.of(RoundTrip.measure(wanted.size("trips", 2000), wanted.size("starts", 10)));
            case "load" -> Optional.of(ManyClients.measure(wanted.size("clients", 1000),
                    wanted.size("events", 1_000_000)));
            default -> Optional.empty();
        };
    }
}
