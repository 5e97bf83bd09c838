package dev.weir.verification.spec;

import dev.weir.api.Action;
import dev.weir.api.Digest;
import dev.weir.api.Finding;
import dev.weir.api.Gate;
import dev.weir.api.Objection;
import dev.weir.api.Rule;
import dev.weir.api.Severity;
import dev.weir.api.Verdict;
import dev.weir.journal.Explained;
import dev.weir.journal.HookRun;
import dev.weir.journal.Journal;
import dev.weir.journal.JournalItem;
import dev.weir.journal.JournalReader;
import dev.weir.journal.JournalRecord;
import dev.weir.journal.Keeping;
import dev.weir.journal.Origin;
import dev.weir.journal.Records;
import dev.weir.wire.Answer;
import dev.weir.wire.Change;
import dev.weir.wire.Client;
import dev.weir.wire.HookFinding;
import dev.weir.wire.Mode;
import dev.weir.wire.ShimMessage.Cause;
import dev.weir.wire.Tuples;
import dev.weir.wire.json.JsonArray;
import dev.weir.wire.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A journal that holds every type of record in every form that there is, written and read by the real thing.
final class EveryRecord {

    private static final Digest DIGEST = Digest.ofHex("5".repeat(64));
    private static final Client CLIENT = new Client("a host/ü", "u", -1, 7, 1, "/w", "/w/venv", "3.14.0", "pip",
            "26.3", Optional.empty());
    private static final Records RECORDS =
            new Records(new Origin("r1", CLIENT, List.of("https://example.org/simple"), "0f3a", DIGEST,
                    List.of("my-scan"), Mode.OBSERVE));

    private EveryRecord() {}

    /// Writes the journal.
    ///
    /// @param folder not there yet
    /// @return its records, in order
    static List<JournalItem.Entry> write(Path folder) throws IOException {
        removeASegment(folder);
        Files.writeString(folder.resolve("00000002.jsonl"), "{\"torn", StandardOpenOption.APPEND);
        append(folder, records());
        var entries = new ArrayList<JournalItem.Entry>();
        JournalReader.read(folder, item -> {
            if (item instanceof JournalItem.Entry entry) {
                entries.add(entry);
            }
        });
        return entries;
    }

    private static void removeASegment(Path folder) throws IOException {
        try (var journal = Journal.open(folder, InstantSource.system())) {
            journal.append(about(Tuples.gate("pip.invoked", Spec.events().getFirst().array("args"))));
            journal.keep(new Keeping(1, Optional.empty(), Optional.of(1L)));
            journal.retire(Integer.MAX_VALUE);
        }
    }

    private static void append(Path folder, List<JournalRecord> records) throws IOException {
        try (var journal = Journal.open(folder, InstantSource.system())) {
            journal.append(records);
        }
    }

    private static List<JournalRecord> records() {
        var records = new ArrayList<JournalRecord>();
        for (var sample : Spec.events()) {
            var event = sample.string("event");
            if (event.endsWith(".done")) {
                records.add(RECORDS.event(Tuples.done(event, sample.array("args"))));
            } else {
                records.addAll(about(Tuples.gate(event, sample.array("args"))));
            }
        }
        return records;
    }

    private static List<JournalRecord> about(Gate gate) {
        var records = new ArrayList<JournalRecord>();
        records.add(RECORDS.event(gate));
        verdicts(gate).forEach(verdict -> records.add(verdict(gate, verdict)));
        records.add(RECORDS.refusal(gate, new Cause("builtins.ValueError", "no")));
        records.add(RECORDS.changed(gate, DIGEST));
        if (gate instanceof Gate.Invoked command) {
            records.add(RECORDS.coverage(command, List.of("/w/venv"), changes(Optional.of("r1")), Optional.empty()));
            records.add(RECORDS.coverage(command, List.of(), changes(Optional.empty()), Optional.of("x is new")));
        }
        return records;
    }

    private static List<Explained> changes(Optional<String> run) {
        return Stream.of(Change.Kind.values()).map(kind -> new Explained(new Change("/w/x.egg", kind), run)).toList();
    }

    private static List<Verdict> verdicts(Gate gate) {
        return switch (gate) {
            case Gate.Invoked _ -> List.of(new Verdict.Allow());
            case Gate.Candidates _ -> List.of(new Verdict.Withhold(List.of(new Objection("x-2.tar.gz", "too new"))));
            case Gate.DistributionGate _ -> List.of(new Verdict.Deny("no"), new Verdict.Undecided("too late"),
                    new Verdict.Patched(Path.of("/w/patched"), DIGEST));
        };
    }

    private static JournalRecord verdict(Gate gate, Verdict verdict) {
        var bare = Finding.of(new Rule("names.denied", Action.DENY), Severity.HIGH, "is on the list");
        var full = bare.at("setup.py", 3).withHelp("Ask the authors why.");
        return RECORDS.verdict(
                gate,
                new Answer(gate.operation(), Optional.of(DIGEST), verdict,
                        List.of(new HookFinding("names", bare), new HookFinding("my-scan", full))),
                List.of(new HookRun("names", HookRun.Status.ANSWERED, Optional.empty(), 0),
                        new HookRun("my-scan", HookRun.Status.TIMED_OUT, Optional.of("took too long"), 30_000),
                        new HookRun("other", HookRun.Status.FAILED, Optional.of("exit status 1"), 12)));
    }

    /// The tuple in a record that has one.
    static Optional<JsonArray> args(JsonObject record) {
        return record.object("data").find("args").map(args -> args.asArray("args"));
    }
}
