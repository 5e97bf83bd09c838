package dev.weir.cli.demo;

import dev.weir.cli.environment.Interpreter;
import dev.weir.cli.throwaway.Child;
import dev.weir.cli.throwaway.JournalTail;
import dev.weir.cli.throwaway.Records;
import dev.weir.report.Subjects;
import dev.weir.wire.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Installs the sample packages in a throw-away environment, has the hostile one refused, and checks all that it says.
public final class Demo {

    private static final String APP = "weir-sample-app";
    private static final String HOSTILE = "weir-sample-hostile";
    private static final List<String> JUDGED =
            List.of(APP, "weir-sample-lib", "weir-sample-base", "weir-sample-backend");
    private static final int REFUSED = 10;
    private static final int PATIENCE = 100;
    private static final int MILLISECONDS = 50;

    private final Path launcher;
    private final Map<String, String> user;
    private final Report report;
    private final Scene scene;
    private final Samples samples;
    private final JournalTail journal;

    /// Makes the folder of the demo; nothing is written outside it.
    ///
    /// @param launcher    the script `weir` of a checkout, whose samples are used
    /// @param environment the user's environment
    /// @param out         where the report goes
    /// @throws IOException where there is no place for temporary files
    public Demo(Path launcher, Map<String, String> environment, PrintWriter out) throws IOException {
        this.launcher = launcher;
        user = Map.copyOf(environment);
        report = new Report(out);
        samples = Samples.of(launcher.resolveSibling("samples"));
        scene = Scene.create(user);
        journal = new JournalTail(scene.place().journal());
    }

    /// Runs it.
    ///
    /// @return whether everything came true
    /// @throws IOException where a program or a file that the demo needs is not there
    public boolean run() throws IOException {
        report.line("All of it happens below " + scene.place().folder() + "; nothing else is touched.");
        if (prepare()) {
            installSamples();
            refuseHostile();
        }
        farewell();
        return report.allTrue();
    }

    private boolean prepare() throws IOException {
        report.chapter("1. A throw-away virtual environment, five small packages of our own, and a hook");
        var python = Interpreter.find(user).orElseThrow(() -> new IOException("no python3 or python on PATH"));
        var child = start(List.of(python.toString(), "-m", "venv", scene.venv().toString()));
        samples.packInto(scene.packages());
        scene.useHook(samples.hook());
        var made = child.await() == 0;
        report.check(made, python + " made the environment");
        if (!made) {
            report.quote(child.said());
        }
        report.line("     " + samples.hook() + " is the hook: a shell script that reads setup.py");
        return made;
    }

    private void installSamples() throws IOException {
        report.chapter("2. weir pip install " + APP);
        var records = new Records();
        var exit = pip(records, APP);
        report.check(exit == 0, "pip ended with " + exit);
        report.check(JUDGED.stream().allMatch(name -> wasJudged(records, name)),
                "each package, the build backend too, was judged by its bits before any of it ran");
        report.check(records.arePaired(), "each of " + records.judged().size() + " gates has its .done");
        var app = start(List.of(scene.python().toString(), "-c", "import weir_sample_app; weir_sample_app.main()"));
        report.check(app.await() == 0, "it is installed and runs: " + String.join(" ", app.said()));
    }

    private static boolean wasJudged(Records records, String name) {
        var gates = records.of("pip.install", name);
        return !gates.isEmpty() && gates.stream().allMatch(Records.Judged::isBoundToBits);
    }

    private void refuseHostile() throws IOException {
        report.chapter("3. weir pip install " + HOSTILE + ", whose setup.py decodes a text and runs it");
        var records = new Records();
        var exit = pip(records, HOSTILE);
        report.check(exit == REFUSED, "pip ended with " + exit + " (10: refused)");
        report.check(records.of("pip.install", HOSTILE).stream().anyMatch(Demo::restsOnSetupPy),
                "refused by what the hook read in setup.py; its name is on no list");
        report.check(Files.notExists(scene.marker()),
                "the marker that setup.py would make is absent: nothing of it ran");
        report.check(isAbsent(), "nothing of it is installed");
        runSetupPy();
        report.check(Files.exists(scene.marker()), "run by hand now, without Weir, the same setup.py makes the marker");
    }

    private static boolean restsOnSetupPy(Records.Judged one) {
        return one.isDenied() && one.findings().stream().anyMatch(Demo::isInSetupPy);
    }

    private static boolean isInSetupPy(JsonObject finding) {
        return finding.string("hook").equals("decoded-code")
                && finding.stringOrNull("file").filter("setup.py"::equals).isPresent();
    }

    private boolean isAbsent() throws IOException {
        return start(List.of(scene.python().toString(), "-c", "import weir_sample_hostile")).await() != 0;
    }

    /// Whether setuptools is there or not: the marker comes first.
    private void runSetupPy() throws IOException {
        start(List.of(scene.python().toString(), samples.hostile().resolve("setup.py").toString(), "--version"))
                .await();
    }

    private void farewell() {
        report.chapter(report.allTrue() ? "All of it came true." : "Not all of it came true.");
        report.line("The journal: " + scene.place().journal());
        report.line("Next:");
        report.line("  XDG_STATE_HOME=" + scene.place().state() + " " + launcher + " log");
        report.line("  " + launcher + " pip install PACKAGE     the same in your own environment");
        report.line("  " + launcher.resolveSibling("docs/guide.md") + "     how to refuse something yourself");
        report.line("  rm -r " + scene.place().folder() + "     when you have looked around");
    }

    /// Runs `weir pip install`, and shows its gates as they are answered.
    private int pip(Records records, String name) throws IOException {
        var child = start(
                List.of(launcher.toString(), "--python", scene.python().toString(), "pip", "install", "--no-index",
                        "--find-links", scene.packages().toString(), name));
        while (child.process().isAlive()) {
            show(records);
            pause();
        }
        for (var turn = 0; turn < PATIENCE && !records.arePaired(); turn++) {
            show(records);
            pause();
        }
        report.line("What pip said:");
        report.quote(child.said());
        return child.await();
    }

    private void show(Records records) throws IOException {
        for (var entry : journal.more()) {
            records.take(entry).ifPresent(this::show);
        }
    }

    private void show(Records.Judged one) {
        report.line("%-15s %-60.60s %s".formatted(one.gate().event(), Subjects.of(one.gate()),
                one.verdict().string("verdict")));
        one.findings().forEach(finding -> report.line("                %s: %s, line %d (%s)".formatted(
                finding.string("message"), finding.stringOrNull("file").orElse("-"), line(finding),
                finding.string("rule"))));
    }

    private static long line(JsonObject finding) {
        return finding.find("line").filter(value -> value.kind().equals("an integer"))
                .map(value -> value.asLong("line")).orElse(0L);
    }

    private Child start(List<String> command) throws IOException {
        return Child.start(scene.place(), scene.environment(user), command);
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
