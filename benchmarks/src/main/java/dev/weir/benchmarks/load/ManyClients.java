package dev.weir.benchmarks.load;

import dev.weir.benchmarks.place.Memory;
import dev.weir.benchmarks.place.Workshop;
import dev.weir.benchmarks.report.Machine;
import dev.weir.benchmarks.report.Section;
import dev.weir.benchmarks.report.Table;
import dev.weir.benchmarks.statistics.Quantiles;
import dev.weir.cli.client.Conversation;
import dev.weir.cli.client.EngineFinder;
import dev.weir.engine.Places;
import dev.weir.engine.settings.SettingsPlaces;
import dev.weir.wire.json.JsonArray;
import dev.weir.wire.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Many clients at once against one engine, which runs as always, in a process of its own.
public final class ManyClients {

    private static final int LINES = 10;
    private static final double MEBI = 1024.0 * 1024;
    private static final double MILLISECOND = 1e6;
    private static final double SECOND = 1e9;

    private final Load load;
    private final long engine;
    private final int events;
    private final long start = System.nanoTime();
    private final List<Sample> samples = new ArrayList<>();

    private ManyClients(Load load, long engine, int events) {
        this.load = load;
        this.engine = engine;
        this.events = events;
    }

    private record Sample(int sent, int runs, double seconds, Memory memory) {

        JsonObject json() {
            return JsonObject.builder().put("events", sent).put("runs", runs).put("ms", Math.round(seconds * 1e3))
                    .put("resident", memory.resident()).put("heap", memory.used()).build();
        }
    }

    /// Measures.
    ///
    /// @param clients at once
    /// @param events  of all clients together, about
    public static Section measure(int clients, int events) throws IOException {
        try (var workshop = Workshop.open()) {
            var engine = workshop.engine("state");
            var environment = workshop.environment(engine);
            var build = Files.readString(Workshop.home().resolve("build-id")).strip();
            var finder = new EngineFinder(Places.of(environment, SettingsPlaces.of(environment), build), environment);
            try (var first = Conversation.begin(finder, "0")) {
                first.bye(0);
            }
            try {
                var pid = engine.process().orElseThrow(() -> new IOException("the engine has gone")).pid();
                return new ManyClients(new Load(finder, events), pid, events).run(clients);
            } finally {
                engine.end();
            }
        }
    }

    private Section run(int clients) throws IOException {
        sample();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var working = start(clients, threads);
            while (!working.stream().allMatch(Future::isDone)) {
                pause();
                sampleWhereDue();
            }
            for (var client : working) {
                result(client);
            }
        }
        sample();
        return section(clients);
    }

    private List<Future<?>> start(int clients, ExecutorService threads) {
        var working = new ArrayList<Future<?>>();
        for (int client = 0; client < clients; client++) {
            working.add(threads.submit(() -> {
                load.work();
                return load;
            }));
        }
        return working;
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void result(Future<?> client) throws IOException {
        try {
            client.get();
        } catch (ExecutionException failed) {
            throw new IOException("a client failed", failed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void sampleWhereDue() throws IOException {
        if (load.sent() >= (long) events * samples.size() / LINES) {
            sample();
        }
    }

    private void sample() throws IOException {
        double seconds = (System.nanoTime() - start) / SECOND;
        samples.add(new Sample(load.sent(), load.runs(), seconds, Memory.of(engine)));
        System.err.println(samples.getLast());
    }

    private Section section(int clients) throws IOException {
        var live = Memory.ofLiveObjects(engine);
        var waits = new Quantiles(load.waits());
        var seconds = samples.getLast().seconds();
        var table = new Table("events", "runs ended", "seconds", "resident, MiB", "heap in use, MiB");
        samples.forEach(sample -> table.row(Integer.toString(sample.sent()), Integer.toString(sample.runs()),
                number(sample.seconds()), mebi(sample.memory().resident()), mebi(sample.memory().used())));
        table.row("after a collection", "", "", mebi(live.resident()), mebi(live.used()));
        var said = "%s %d clients at once. %s events a second; a gate waited %s ms (p50), %s ms (p99). None failed.\n\n"
                .formatted(Machine.line(""), clients, Math.round(load.sent() / seconds),
                        number(waits.median() / MILLISECOND), number(waits.at(0.99) / MILLISECOND));
        var figures = JsonObject.builder().put("clients", clients)
                .put("p50", Math.round(waits.median())).put("p99", Math.round(waits.at(0.99)))
                .put("samples", JsonArray.of(samples.stream().map(Sample::json).toArray(JsonObject[]::new)))
                .put("live", live.used()).build();
        return new Section("load", said + table.markdown(), figures);
    }

    private static String mebi(long bytes) {
        return number(bytes / MEBI);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
