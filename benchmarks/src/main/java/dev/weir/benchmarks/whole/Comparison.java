package dev.weir.benchmarks.whole;

import dev.weir.benchmarks.report.Table;
import dev.weir.benchmarks.statistics.Estimate;
import dev.weir.benchmarks.statistics.Quantiles;
import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonArray;
import dev.weir.wire.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// What all rounds of a scenario have measured. A side is compared with the first one round by round.
final class Comparison {

    private static final double NANOSECONDS = 1e6;

    private final Scenario scenario;
    private final Map<Side, List<Measured>> rounds = new EnumMap<>(Side.class);

    Comparison(Scenario scenario) {
        this.scenario = scenario;
        scenario.sides().forEach(side -> rounds.put(side, new ArrayList<>()));
    }

    Scenario scenario() {
        return scenario;
    }

    void add(Side side, Measured measured) {
        of(side).add(measured);
    }

    private List<Measured> of(Side side) {
        return rounds.getOrDefault(side, List.of());
    }

    /// One over the other in each round.
    Estimate ratio(Side side, ToDoubleFunction<Measured> what) {
        return perRound(side, what, false);
    }

    /// One less the other in each round.
    Estimate difference(Side side, ToDoubleFunction<Measured> what) {
        return perRound(side, what, true);
    }

    private Estimate perRound(Side side, ToDoubleFunction<Measured> what, boolean difference) {
        var first = of(scenario.sides().getFirst());
        var other = of(side);
        return Estimate.of(IntStream.range(0, other.size()).mapToDouble(round -> {
            double mine = what.applyAsDouble(other.get(round));
            double base = what.applyAsDouble(first.get(round));
            return difference ? mine - base : mine / base;
        }).toArray());
    }

    private double median(Side side, ToDoubleFunction<Measured> what) {
        return new Quantiles(of(side).stream().mapToDouble(what).toArray()).median() / NANOSECONDS;
    }

    void writeTo(Table table) {
        for (var side : scenario.sides()) {
            var isFirst = side == scenario.sides().getFirst();
            table.row(isFirst ? scenario.name() : "", side.words(),
                    milliseconds(median(side, Measured::wall)),
                    milliseconds(median(side, Measured::own)),
                    milliseconds(median(side, Measured::engine)),
                    isFirst ? "" : shown("%.3f", ratio(side, Measured::cpu), 1),
                    isFirst ? "" : shown("%.1f", difference(side, Measured::cpu), NANOSECONDS),
                    isFirst ? "" : shown("%.3f", ratio(side, Measured::wall), 1));
        }
    }

    private static String milliseconds(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%.0f", value);
    }

    private static String shown(String format, Estimate estimate, double unit) {
        return String.format(Locale.ROOT, "**" + format + "** (" + format + " to " + format + ")",
                estimate.median() / unit, estimate.low() / unit, estimate.high() / unit);
    }

    JsonObject json() {
        var sides = JsonObject.builder();
        rounds.forEach((side, measured) -> sides.put(side.words(),
                new JsonArray(measured.stream().<Json>map(Measured::json).toList())));
        return sides.build();
    }
}
