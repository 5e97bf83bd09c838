package dev.weir.report;

import dev.weir.api.Action;
import dev.weir.api.Command;
import dev.weir.api.Digest;
import dev.weir.api.Distribution;
import dev.weir.api.Done;
import dev.weir.api.Finding;
import dev.weir.api.Gate;
import dev.weir.api.Offer;
import dev.weir.api.Outcome;
import dev.weir.api.Rule;
import dev.weir.api.Severity;
import dev.weir.api.Verdict;
import dev.weir.journal.Explained;
import dev.weir.journal.HookRun;
import dev.weir.journal.Journal;
import dev.weir.journal.JournalRecord;
import dev.weir.journal.Origin;
import dev.weir.journal.Records;
import dev.weir.wire.Answer;
import dev.weir.wire.Change;
import dev.weir.wire.Client;
import dev.weir.wire.HookFinding;
import dev.weir.wire.Mode;
import dev.weir.wire.ShimMessage.Cause;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Tells a run to a journal, step by step, as an engine would.
///
/// @param folder  the journal's
/// @param run     id of the run
/// @param records of its only installer
/// @param clock   what time it is
record Story(Path folder, String run, Records records, InstantSource clock) {

    static final Digest DIGEST = Digest.ofHex("0123456789abcdef".repeat(4));

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-24T10:00:00Z"));

    static Story of(Path folder, String run) {
        return of(folder, run, "u");
    }

    static Story of(Path folder, String run, String user, String... failOpen) {
        return of(folder, run, user, Mode.ENFORCE, failOpen);
    }

    static Story of(Path folder, String run, String user, Mode mode, String... failOpen) {
        var client = new Client("box", user, 1000, 7, 1, "/w", "/w/venv", "3.14.0", "pip", "26.3", Optional.empty());
        return new Story(folder, run,
                new Records(new Origin(run, client, List.of("https://index.example/simple"), "0f3a", DIGEST,
                        List.of(failOpen), mode)),
                CLOCK);
    }

    /// What is told from here on happens so much later than what was told first.
    Story after(Duration time) {
        return new Story(folder, run, records, InstantSource.fixed(CLOCK.instant().plus(time)));
    }

    Gate invoked(String... argv) {
        return new Gate.Invoked("pip", new Command("26.3", argv[0], List.of(argv), run + "-root", "{}"));
    }

    Gate nested(String... argv) {
        return new Gate.Invoked("pip",
                new Command("26.3", argv[0], List.of(argv), run + "-nested", "{\"parent\":\"" + run + "-root\"}"));
    }

    Gate candidates(String project) {
        return new Gate.Candidates("pip",
                new Offer("26.3", project, Optional.of(">=1"), List.of(), run + "-c-" + project, "{}"));
    }

    static Distribution wheel(String operation, String name) {
        return new Distribution("26.3", "wheel", Optional.of(name), Optional.of("1.0"), Optional.empty(),
                Optional.empty(), List.of(name), Optional.empty(), Optional.empty(), Optional.empty(), 0,
                Optional.of(DIGEST), operation, "{}");
    }

    Gate install(String name) {
        return new Gate.Install("pip", wheel(run + "-i-" + name, name));
    }

    /// A gate that is allowed, and comes to a good end.
    Story passes(Gate gate) throws IOException {
        return begins(gate).ends(gate, Outcome.OK);
    }

    Story begins(Gate gate) throws IOException {
        return judged(gate, new Verdict.Allow(), List.of());
    }

    Story judged(Gate gate, Verdict verdict, List<HookFinding> findings, HookRun... hooks) throws IOException {
        var digest = gate instanceof Gate.DistributionGate about
                ? about.distribution().digest()
                : Optional.<Digest>empty();
        var answer = new Answer(gate.operation(), digest, verdict, findings);
        return tell(records.event(gate), records.verdict(gate, answer, List.of(hooks)));
    }

    static HookFinding finding(String message) {
        return new HookFinding("names", Finding.of(new Rule("names.denied", Action.DENY), Severity.HIGH, message)
                .at("setup.py", 3).withHelp("Ask the authors why."));
    }

    Story raised(Gate gate, String message) throws IOException {
        return tell(records.refusal(gate, new Cause("builtins.ValueError", message)));
    }

    /// A command leaves something new that nothing explains.
    Story leaves(Gate command, String path) throws IOException {
        var change = new Explained(new Change(path, Change.Kind.NEW), Optional.empty());
        return tell(records.coverage((Gate.Invoked) command, List.of("/site"), List.of(change),
                Optional.of(path + " is new")));
    }

    Story changed(Gate gate, Digest digest) throws IOException {
        return tell(records.changed(gate, digest));
    }

    Story ends(Gate gate, Outcome outcome, String... reason) throws IOException {
        return tell(records.event(new Done(gate, outcome, List.of(reason).stream().findFirst())));
    }

    Story tell(JournalRecord... more) throws IOException {
        try (var journal = Journal.open(folder, clock)) {
            journal.append(List.of(more));
        }
        return this;
    }
}
