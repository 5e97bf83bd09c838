package dev.weir.benchmarks.whole;

import dev.weir.benchmarks.place.Workshop;
import dev.weir.benchmarks.report.Machine;
import dev.weir.benchmarks.report.Section;
import dev.weir.benchmarks.report.Table;
import dev.weir.wire.json.JsonObject;
import java.io.IOException;
import java.util.List;

/// Runs every scenario for every side, in turn within each round.
public final class WholeCommands {

    private static final int WARMING = 2;

    private WholeCommands() {}

    /// Measures.
    ///
    /// @param rounds how often; more rounds, narrower intervals
    public static Section measure(int rounds) throws IOException {
        try (var workshop = Workshop.open()) {
            var bench = Bench.in(workshop);
            try {
                var packages = Packages.in(workshop, bench.engine(Side.BARE), bench.python(Side.BARE));
                var comparisons = Scenario.all(packages).stream().map(Comparison::new).toList();
                for (int round = -WARMING; round < rounds; round++) {
                    play(bench, comparisons, round);
                }
                return section(comparisons, rounds, bench.versions());
            } finally {
                bench.close();
            }
        }
    }

    /// Rounds below zero only warm up.
    private static void play(Bench bench, List<Comparison> comparisons, int round) throws IOException {
        System.err.println("round " + round);
        for (var comparison : comparisons) {
            for (var side : comparison.scenario().order(Math.max(round, 0))) {
                var measured = bench.measure(side, comparison.scenario());
                if (round >= 0) {
                    comparison.add(side, measured);
                }
            }
        }
    }

    private static Section section(List<Comparison> comparisons, int rounds, String versions) throws IOException {
        var table = new Table("command", "side", "wall, ms", "own CPU, ms", "engine's CPU, ms", "CPU ÷ bare",
                "CPU − bare, ms", "wall ÷ bare");
        var figures = JsonObject.builder();
        for (var comparison : comparisons) {
            comparison.writeTo(table);
            figures.put(comparison.scenario().name(), comparison.json());
        }
        var markdown = Machine.line(versions) + " " + rounds + " rounds.\n\n" + table.markdown();
        return new Section("whole", markdown, figures.build());
    }
}
