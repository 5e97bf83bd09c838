package dev.weir.benchmarks.starts;

import dev.weir.benchmarks.place.Workshop;
import dev.weir.benchmarks.report.Machine;
import dev.weir.benchmarks.report.Section;
import dev.weir.benchmarks.report.Table;
import dev.weir.testkit.python.Python;
import dev.weir.testkit.python.Pythons;
import dev.weir.testkit.python.Virtualenv;
import dev.weir.wire.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Starts every Python of the machine with nothing to do, in an enabled environment and in one that is not.
public final class Starts {

    private static final int WARMING = 1;

    private Starts() {}

    /// Measures.
    ///
    /// @param rounds how often; more rounds, narrower intervals
    /// @throws IOException where an environment cannot be made; one of Python 2.7 needs the index that pip is configured for
    public static Section measure(int rounds) throws IOException {
        try (var workshop = Workshop.open()) {
            var twins = twins(workshop);
            for (int round = -WARMING; round < rounds; round++) {
                System.err.println("round " + round);
                for (var each : twins) {
                    each.play(round);
                }
            }
            return section(twins, rounds);
        }
    }

    private static List<Twins> twins(Workshop workshop) throws IOException {
        var twins = new ArrayList<Twins>();
        var pythons = Pythons.ofMachine();
        for (var python : pythons) {
            twins.add(Twins.make(workshop, python, virtualenv(workshop, python, pythons.getLast())));
        }
        return twins;
    }

    private static Optional<Virtualenv> virtualenv(Workshop workshop, Python python, Python host) throws IOException {
        return python.isTwo()
                ? Optional.of(Virtualenv.fetch(host, workshop.folder().resolve("virtualenv")))
                : Optional.empty();
    }

    private static Section section(List<Twins> twins, int rounds) throws IOException {
        var table = new Table("Python", "bare, ms", "enabled, ms", "enabled − bare, ms", "bare again − bare, ms");
        var figures = JsonObject.builder();
        for (var each : twins) {
            each.writeTo(table);
            figures.put(each.version(), each.json());
        }
        var markdown = Machine.line("") + " " + rounds + " rounds.\n\n" + table.markdown();
        return new Section("starts", markdown, figures.build());
    }
}
