package dev.weir.benchmarks.trip;

import dev.weir.benchmarks.place.Workshop;
import dev.weir.benchmarks.report.Machine;
import dev.weir.benchmarks.report.Section;
import dev.weir.benchmarks.report.Table;
import dev.weir.benchmarks.statistics.Quantiles;
import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonArray;
import dev.weir.wire.json.JsonInt;
import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonReader;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// Has `benchmarks/round_trip.py` measure.
public final class RoundTrip {

    private static final double MICROSECOND = 1e3;

    private RoundTrip() {}

    /// Measures.
    ///
    /// @param events with a warm engine
    /// @param starts of a cold one
    public static Section measure(int events, int starts) throws IOException {
        try (var workshop = Workshop.open()) {
            var printed = workshop.run(workshop.engine("state"), List.of("python3",
                    Workshop.script("round_trip.py"),
                    Workshop.home().toString(), Integer.toString(events), Integer.toString(starts)));
            var figures = JsonReader.read(printed).asObject("what round_trip.py prints");
            return new Section("round-trip", markdown(figures, events, starts), figures);
        }
    }

    private static String markdown(JsonObject figures, int events, int starts) throws IOException {
        var table = new Table("from Python", "p50, µs", "p99, µs");
        row(table, "a gate, with the sync of the journal; warm engine", figures.array("gate"));
        row(table, "writing as much to a file beside the journal, and its sync", figures.array("sync"));
        table.row("**the gate beside the sync**", "**" + beside(figures) + "**", "");
        row(table, "a question that writes nothing; warm engine", figures.array("state"));
        row(table, "sending a `.done`, which nobody answers", figures.array("done"));
        row(table, "cold engine: until it has greeted", figures.array("start"));
        row(table, "cold engine: its first gate", figures.array("first"));
        return Machine.line("") + " %d events, %d cold starts.\n\n".formatted(events, starts) + table.markdown();
    }

    private static void row(Table table, String what, JsonArray nanoseconds) {
        var sample = sample(nanoseconds);
        table.row(what, microseconds(sample.at(0.5)), microseconds(sample.at(0.99)));
    }

    private static String beside(JsonObject figures) {
        return microseconds(sample(figures.array("gate")).median() - sample(figures.array("sync")).median());
    }

    private static Quantiles sample(JsonArray nanoseconds) {
        return new Quantiles(nanoseconds.items().stream().mapToDouble(RoundTrip::number).toArray());
    }

    private static double number(Json json) {
        return json instanceof JsonInt(var value) ? value : Double.NaN;
    }

    private static String microseconds(double nanoseconds) {
        return String.format(Locale.ROOT, "%.0f", nanoseconds / MICROSECOND);
    }
}
