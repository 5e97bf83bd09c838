package dev.weir.engine.ingress;

import dev.weir.api.Digest;
import dev.weir.api.Done;
import dev.weir.api.Gate;
import dev.weir.engine.coverage.ChangingStep;
import dev.weir.engine.coverage.Comparison;
import dev.weir.engine.coverage.OtherRuns;
import dev.weir.journal.Journal;
import dev.weir.journal.JournalRecord;
import dev.weir.journal.Origin;
import dev.weir.journal.Records;
import dev.weir.wire.ShimMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/// Keeps everything that is said, in the journal, and finds in it what others have said. Safe for many threads at once.
///
/// A method that throws has kept nothing for sure; the question that it belongs to is then undecided.
///
/// @param folder the journal's
/// @param kept   run whenever something was kept; returns at once
public record Ledger(Journal journal, Path folder, Runnable kept) {

    /// Keeps a gate and its judgement. They are safe on disk when this returns.
    void judged(Origin origin, Gate gate, Judgement judgement) throws IOException {
        var records = new Records(origin);
        keep(records.event(gate), records.verdict(gate, judgement.answer(), judgement.hooks()));
        journal.sync();
    }

    /// Keeps that a gate is answered otherwise than it was judged. Safe on disk when this returns.
    void overruled(Origin origin, Gate gate, Judgement answered) throws IOException {
        keep(new Records(origin).verdict(gate, answered.answer(), answered.hooks()));
        journal.sync();
    }

    /// Keeps a refusal that the installer's process reported. Safe on disk when this returns.
    void refused(Origin origin, Gate gate, ShimMessage.Cause cause) throws IOException {
        keep(new Records(origin).refusal(gate, cause));
        journal.sync();
    }

    /// Keeps that hooks in the installer's process changed the bits. Safe on disk when this returns.
    void changed(Origin origin, Gate gate, Digest digest) throws IOException {
        keep(new Records(origin).changed(gate, digest));
        journal.sync();
    }

    /// Keeps what came of comparing what a command has left with what was judged. A difference is safe on disk when this returns.
    void covered(Origin origin, Gate.Invoked command, ShimMessage.Coverage left, Comparison compared)
            throws IOException {
        var difference = compared.difference();
        keep(new Records(origin).coverage(command, left.places(), compared.explained(), difference));
        if (difference.isPresent()) {
            journal.sync();
        }
    }

    /// The segment that is being written.
    int segment() {
        return journal.segment();
    }

    /// The steps of other runs that may have changed something while a command was at work.
    ///
    /// @param segment the one that was written before it began
    Collection<ChangingStep> ofOthers(Origin origin, Gate.Invoked command, int segment) throws IOException {
        return OtherRuns.during(folder, segment, origin.run(), command.operation());
    }

    /// Keeps the end of an operation. Safe on disk after the next call of any other method.
    void ended(Origin origin, Done done) throws IOException {
        keep(new Records(origin).event(done));
    }

    private void keep(JournalRecord... records) throws IOException {
        journal.append(List.of(records));
        kept.run();
    }

    /// Makes everything kept so far safe on disk.
    void settle() throws IOException {
        journal.sync();
    }
}
