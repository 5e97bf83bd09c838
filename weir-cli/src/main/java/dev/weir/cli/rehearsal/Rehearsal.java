package dev.weir.cli.rehearsal;

import dev.weir.api.Candidate;
import dev.weir.api.Done;
import dev.weir.api.Gate;
import dev.weir.api.Offer;
import dev.weir.api.Outcome;
import dev.weir.cli.check.Check;
import dev.weir.cli.check.Result;
import dev.weir.cli.check.Subject;
import dev.weir.cli.client.Conversation;
import dev.weir.cli.client.EngineFinder;
import dev.weir.engine.bits.PrivateFolder;
import dev.weir.testkit.packages.Source;
import dev.weir.testkit.packages.Wheel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// An engine of a home judges what is on offer, a wheel and a source archive, and its JVM writes down what that took ([JEP 514](https://openjdk.org/jeps/514)).
///
/// @param launcher the script `weir` of the home
/// @param build    the id of the home
public record Rehearsal(Path launcher, String build) {

    /// What the engine says once it can be asked.
    public static final String READY = "ready";

    private static final int PATIENCE_SECONDS = 60;

    /// Plays it, and waits for the JVM's end.
    ///
    /// @throws IOException where the engine does not start or end, or allows not what it is shown
    public void play() throws IOException {
        try (var folder = PrivateFolder.create("weir-rehearsal-")) {
            play(Stage.set(folder.path()));
        }
    }

    private void play(Stage stage) throws IOException {
        var engine = new ProcessBuilder(launcher.toString(), "engine", "rehearse", stage.folder().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var output = engine.inputReader()) {
            if (output.lines().noneMatch(READY::equals)) {
                throw new IOException("the engine did not start");
            }
            judge(stage);
            engine.getOutputStream().close();
            output.lines().forEach(_ -> {});
            requireEnd(engine);
        } finally {
            engine.destroyForcibly();
        }
    }

    private void judge(Stage stage) throws IOException {
        var engines = new EngineFinder(stage.places(build), Map.of());
        offer(engines);
        var check = new Check(engines, build);
        require(check, Wheel.of("rehearsed", "1.0").file("rehearsed/__init__.py", "").writeTo(stage.folder()));
        require(check, Source.of("rehearsed", "1.0").file("src/rehearsed/__init__.py", "").sdist(stage.folder()));
    }

    private void offer(EngineFinder engines) throws IOException {
        var wheel = new Candidate("1.0", "rehearsed-1.0-py3-none-any.whl", Optional.empty(),
                List.of("sha256:" + "0".repeat(64)),
                Optional.empty(), Optional.empty(), Optional.of(">=3.8"));
        var gate = new Gate.Candidates(
                "pip", new Offer("26.3", "rehearsed", Optional.of(">=1"), List.of(wheel), "0".repeat(20), "{}"));
        try (var conversation = Conversation.begin(engines, build)) {
            conversation.ask(gate);
            conversation.tell(new Done(gate, Outcome.OK, Optional.empty()));
            conversation.bye(0);
        }
    }

    private static void require(Check check, Path artifact) throws IOException {
        var result = check.judge(Subject.at(artifact.toString()));
        if (Result.exit(List.of(result)) != 0) {
            throw new IOException(String.join("; ", result.text()));
        }
    }

    private static void requireEnd(Process engine) throws IOException {
        try {
            if (!engine.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || engine.exitValue() != 0) {
                throw new IOException("the engine did not end well");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }
}
