package dev.weir.benchmarks.whole;

import dev.weir.benchmarks.place.Workshop;
import dev.weir.benchmarks.report.Machine;
import dev.weir.benchmarks.report.Section;
import dev.weir.benchmarks.report.Table;
import dev.weir.benchmarks.statistics.Estimate;
import dev.weir.benchmarks.statistics.Quantiles;
import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonArray;
import dev.weir.wire.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// What it adds to an install that what is installed is what was judged: of 40 wheels, beside bare pip.
public final class Binding {

    private static final double MILLISECOND = 1e6;
    private static final double PERCENT = 100;

    private final List<JsonObject> bare = new ArrayList<>();
    private final List<JsonObject> audited = new ArrayList<>();

    private Binding() {}

    /// Measures.
    ///
    /// @param rounds how often; the first one, which warms up, does not count
    public static Section measure(int rounds) throws IOException {
        try (var workshop = Workshop.open()) {
            var bench = Bench.in(workshop);
            try {
                var packages = Packages.in(workshop, bench.engine(Side.BARE), bench.python(Side.BARE));
                var binding = new Binding();
                for (int round = -1; round < rounds; round++) {
                    binding.play(bench, packages, round);
                }
                return binding.section(rounds, bench.versions());
            } finally {
                bench.close();
            }
        }
    }

    private void play(Bench bench, Packages packages, int round) throws IOException {
        var arguments = new ArrayList<>(
                List.of("install", "--quiet", "--no-index", "--find-links", packages.folder().toString()));
        arguments.addAll(packages.forty());
        var withoutWeir = bench.measureBinding(Side.BARE, arguments);
        var withWeir = bench.measureBinding(Side.WARM, arguments);
        if (round >= 0) {
            bare.add(withoutWeir);
            audited.add(withWeir);
        }
    }

    private Section section(int rounds, String versions) throws IOException {
        var table = new Table("40 wheels", "CPU of pip's process, ms", "of bare pip's, %");
        row(table, "bare pip", bare, "pip");
        row(table, "audited pip", audited, "pip");
        row(table, "in it: copying and hashing each wheel, for pip to read from", audited, "copy");
        row(table, "in it: comparing what pip has written with the copy", audited, "compare");
        var figures = JsonObject.builder().put("bare", array(bare)).put("audited", array(audited)).build();
        return new Section("binding",
                Machine.line(versions) + " " + rounds + " rounds.\n\n" + table.markdown(), figures);
    }

    private static JsonArray array(List<JsonObject> measured) {
        return new JsonArray(List.<Json>copyOf(measured));
    }

    private void row(Table table, String what, List<JsonObject> measured, String part) {
        var median = new Quantiles(measured.stream().mapToDouble(round -> round.integer(part)).toArray()).median();
        var share = Estimate.of(IntStream.range(0, measured.size())
                .mapToDouble(round -> PERCENT * measured.get(round).integer(part) / bare.get(round).integer("pip"))
                .toArray());
        table.row(what, String.format(Locale.ROOT, "%.1f", median / MILLISECOND), String.format(Locale.ROOT,
                "**%.1f** (%.1f to %.1f)", share.median(), share.low(), share.high()));
    }
}
