package dev.weir.benchmarks.micro;

import dev.weir.api.Gate;
import dev.weir.api.Verdict;
import dev.weir.benchmarks.place.Workshop;
import dev.weir.journal.HookRun;
import dev.weir.journal.Journal;
import dev.weir.journal.JournalRecord;
import dev.weir.journal.Records;
import dev.weir.wire.Answer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// A gate and its verdict to the journal.
@State(Scope.Benchmark)
public class JournalBenchmark {

    private static final int BYTES = 2600;

    private final Workshop workshop;
    private final Journal journal;
    private final RandomAccessFile beside;
    private final Gate gate = Examples.download();
    private final byte[] bytes = new byte[BYTES];

    /// With a journal on the file system of the temporary files.
    public JournalBenchmark() {
        try {
            workshop = Workshop.open();
            journal = Journal.open(workshop.folder().resolve("journal"), Clock.systemUTC());
            beside = new RandomAccessFile(workshop.folder().resolve("beside").toFile(), "rw");
        } catch (IOException noRoom) {
            throw new IllegalStateException(noRoom);
        }
    }

    /// Removes the journal.
    @TearDown
    public void remove() throws IOException {
        beside.close();
        journal.close();
        workshop.close();
    }

    /// Makes the records and appends them.
    @Benchmark
    public void append() throws IOException {
        journal.append(records());
    }

    /// The same, and the disk has them.
    @Benchmark
    public void appendAndSync() throws IOException {
        journal.append(records());
        journal.sync();
    }

    /// As many bytes, written to a file and synced, with nothing of ours.
    @Benchmark
    public void fileAndSync() throws IOException {
        beside.write(bytes);
        beside.getFD().sync();
    }

    private List<JournalRecord> records() {
        var records = new Records(Examples.origin());
        var answer = new Answer(gate.operation(), Optional.empty(), new Verdict.Allow(), List.of());
        var asked = List.of(new HookRun("self", HookRun.Status.ANSWERED, Optional.empty(), 0));
        return List.of(records.event(gate), records.verdict(gate, answer, asked));
    }
}
