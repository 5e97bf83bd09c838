package dev.weir.benchmarks.starts;

import dev.weir.benchmarks.place.Workshop;
import dev.weir.benchmarks.report.Table;
import dev.weir.benchmarks.statistics.Estimate;
import dev.weir.benchmarks.statistics.Quantiles;
import dev.weir.testkit.python.Python;
import dev.weir.testkit.python.Virtualenv;
import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonArray;
import dev.weir.wire.json.JsonInt;
import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Two environments of one Python, one of them enabled, and the processor time of each start in them, in nanoseconds.
final class Twins {

    private static final int OFTEN = 20;
    private static final double NANOSECONDS = 1e6;

    /// One of those that are compared.
    private enum Side {
        BARE,
        ENABLED,
        BARE_AGAIN
    }

    private final Workshop workshop;
    private final Python python;
    private final Map<Side, List<Long>> rounds = new EnumMap<>(Side.class);

    private Twins(Workshop workshop, Python python) {
        this.workshop = workshop;
        this.python = python;
        for (var side : Side.values()) {
            rounds.put(side, new ArrayList<>());
        }
    }

    /// Makes both.
    ///
    /// @param virtualenv for a Python without the module `venv`
    static Twins make(Workshop workshop, Python python, Optional<Virtualenv> virtualenv) throws IOException {
        var twins = new Twins(workshop, python);
        for (var side : List.of(Side.BARE, Side.ENABLED)) {
            var place = twins.environment(side);
            if (virtualenv.isPresent()) {
                virtualenv.get().make(python, place);
            } else {
                twins.run(List.of(python.path().toString(), "-m", "venv", "--without-pip", place.toString()));
            }
        }
        twins.run(List.of(Workshop.checkout().resolve("weir").toString(), "enable",
                twins.environment(Side.ENABLED).toString()));
        return twins;
    }

    String version() {
        return python.version();
    }

    /// Starts each side some times. Rounds below zero only warm up.
    void play(int round) throws IOException {
        var order = new ArrayList<>(List.of(Side.values()));
        Collections.rotate(order, Math.max(round, 0));
        for (var side : order) {
            var taken = measure(side);
            if (round >= 0) {
                of(side).add(taken);
            }
        }
    }

    private long measure(Side side) throws IOException {
        var program = environment(side).resolve("bin").resolve("python");
        var nobody = workshop.engine("nobody").rendezvous();
        var printed = run(List.of("python3", Workshop.script("timed.py"), nobody.toString(), Integer.toString(OFTEN),
                program.toString(), "-c", "pass"));
        return JsonReader.read(printed).asObject("what it prints").integer("cpu");
    }

    private Path environment(Side side) {
        return workshop.folder().resolve(python.version() + (side == Side.ENABLED ? "-enabled" : "-bare"));
    }

    private String run(List<String> command) throws IOException {
        return workshop.run(workshop.engine("nobody"), command);
    }

    private List<Long> of(Side side) {
        return rounds.getOrDefault(side, List.of());
    }

    void writeTo(Table table) {
        table.row(python.version(), median(Side.BARE), median(Side.ENABLED), lost(Side.ENABLED),
                lost(Side.BARE_AGAIN));
    }

    private String median(Side side) {
        var values = of(side).stream().mapToDouble(Long::doubleValue).toArray();
        return String.format(Locale.ROOT, "%.1f", new Quantiles(values).median() / NANOSECONDS);
    }

    private String lost(Side side) {
        var differences = IntStream.range(0, of(side).size())
                .mapToDouble(round -> of(side).get(round) - of(Side.BARE).get(round)).toArray();
        var estimate = Estimate.of(differences);
        return String.format(Locale.ROOT, "**%.2f** (%.2f to %.2f)", estimate.median() / NANOSECONDS,
                estimate.low() / NANOSECONDS, estimate.high() / NANOSECONDS);
    }

    JsonObject json() {
        var sides = JsonObject.builder();
        rounds.forEach((side, taken) -> sides.put(side.name().toLowerCase(Locale.ROOT),
                new JsonArray(taken.stream().<Json>map(JsonInt::new).toList())));
        return sides.build();
    }
}
