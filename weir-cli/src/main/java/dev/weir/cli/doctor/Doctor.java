package dev.weir.cli.doctor;

import dev.weir.cli.doctor.Line.LeftOut;
import dev.weir.cli.doctor.Line.Trial;
import dev.weir.cli.throwaway.JournalTail;
import dev.weir.cli.throwaway.Place;
import dev.weir.cli.throwaway.Programs;
import dev.weir.cli.throwaway.Records;
import dev.weir.cli.throwaway.Records.Judged;
import dev.weir.engine.Announcements;
import dev.weir.engine.Visit;
import dev.weir.engine.bits.PrivateFolder;
import dev.weir.journal.StateFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Tries every way into the pip of a user with canaries that must be refused, in a folder of its own, and looks at what is left of them. Nothing outside
/// that folder is written to; it is gone when this is closed, and when the JVM ends. For one
/// thread.
public final class Doctor implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int FEWEST_AT_ONCE = 2;

    private final Path home;
    private final Progress progress;
    private final Place place;
    private final Programs programs;
    private final Thread atExit = new Thread(this::clean);
    private boolean isClean;

    /// Is told how far an examination is. By several threads, one at a time.
    public interface Progress {

        /// Another trial is over.
        ///
        /// @param done how many trials are over
        /// @param all  how many there are
        void tried(int done, int all);
    }

    /// Makes the folder; nothing is written outside it.
    ///
    /// @param home        that of the build which runs now
    /// @param environment the user's
    /// @throws IOException where there is no place for temporary files
    public Doctor(Path home, Map<String, String> environment, Progress progress) throws IOException {
        this.home = home;
        this.progress = progress;
        place = Place.create("weir-doctor-", environment);
        programs = new Programs(place, Bench.variables(place, environment));
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /// Tries it.
    ///
    /// @param python the user's
    /// @throws IOException where nothing can be tried: the Python makes no environment, or has no pip
    public Diagnosis examine(Path python) throws IOException {
        var bench = Bench.set(place, home, programs);
        var pip = bench.furnish(python);
        try (var canaries = new Canaries(place.folder().resolve("canaries"), pip.knowsBackends())) {
            var lines = Plan.of(new Kit(bench, python, pip, canaries));
            var ended = carryOut(lines);
            return new Diagnosis(pip, bench.lacking(), rows(lines, ended, new Evidence(judged(), bench.names())));
        }
    }

    /// One for each line, in their order.
    private List<Ended> carryOut(List<Line> lines) throws IOException {
        var done = new AtomicInteger();
        var atOnce = Math.max(FEWEST_AT_ONCE, Runtime.getRuntime().availableProcessors());
        try (var threads = Executors.newFixedThreadPool(atOnce)) {
            var ended = threads.invokeAll(lines.stream().<Callable<Ended>>map(line -> () -> {
                var end = carryOut(line);
                tell(done, lines.size());
                return end;
            }).toList());
            return ended.stream().map(Future::resultNow).toList();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    private synchronized void tell(AtomicInteger done, int all) {
        progress.tried(done.incrementAndGet(), all);
    }

    private Ended carryOut(Line line) {
        return switch (line) {
            case LeftOut _ -> Ended.NOTHING;
            case Trial trial -> carryOut(trial);
        };
    }

    private Ended carryOut(Trial trial) {
        try {
            var ended = Ended.NOTHING;
            for (var step : trial.steps()) {
                if (ended.exit() == 0) {
                    var child = programs.start(trial.variables(), step);
                    ended = new Ended(child.await(PATIENCE), child.said());
                }
            }
            return ended;
        } catch (IOException problem) {
            return Ended.never(problem);
        }
    }

    private List<Judged> judged() throws IOException {
        var records = new Records();
        for (var entry : new JournalTail(place.journal()).more()) {
            records.take(entry);
        }
        return records.judged();
    }

    private static List<Row> rows(List<Line> lines, List<Ended> ended, Evidence evidence) throws IOException {
        var rows = new ArrayList<Row>();
        for (var number = 0; number < lines.size(); number++) {
            rows.add(Row.of(lines.get(number), ended.get(number), evidence));
        }
        return rows;
    }

    /// Ends all that was started, and removes the folder.
    @Override
    public void close() {
        clean();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException itRunsAlready) {
            // The JVM ends: that does no harm.
        }
    }

    private synchronized void clean() {
        if (!isClean) {
            isClean = true;
            programs.end();
            stopEngines();
            new PrivateFolder(place.folder()).close();
        }
    }

    private void stopEngines() {
        try {
            for (var engine : Announcements.in(new StateFolder(place.state().resolve("weir")))) {
                try (var visit = Visit.to(engine)) {
                    visit.stop(true);
                    visit.awaitEnd();
                }
            }
        } catch (IOException deaf) {
            System.getLogger(Doctor.class.getName()).log(System.Logger.Level.WARNING,
                    "an engine of the examination goes on for a minute: " + deaf.getMessage());
        }
    }
}
