package dev.weir.engine.ingress;

import dev.weir.api.Digest;
import dev.weir.api.Gate;
import dev.weir.engine.hooks.Observers;
import dev.weir.wire.Answer;
import dev.weir.wire.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Answers gates under one snapshot of the settings: one for each run.
///
/// Called by many threads at once.
public interface Judge extends AutoCloseable {

    /// Digest of the settings.
    Digest settings();

    /// Names of the hooks whose failure the settings allow.
    List<String> failOpen();

    /// What becomes of a refusal.
    Mode mode();

    /// Hooks for the installer to load into its own process.
    List<String> inProcess();

    /// Whether those hooks get archives as files, too.
    boolean trees();

    /// Seconds that a shim waits for a sign of life; 1 at least.
    int silence();

    /// Judges a gate. Never throws: what cannot be decided is an undecided judgement.
    Judgement judge(Gate gate);

    /// Unpacks the archive that a gate will be about, for hooks in the installer's process. The files are there until that gate has been judged.
    ///
    /// @return where; empty where there are no files, which the judgement says
    Optional<Path> unpack(Gate gate);

    /// Takes note of what was judged, once that is in the journal.
    void kept(Gate gate, Answer answer);

    /// Whether an engine of this user has seen this wheel built of this archive, in whatever run.
    boolean wasBuilt(Digest wheel, Digest archive);

    /// Returns when the journal, as it is now, was handed over to its copy, where the settings do not let a gate be answered before.
    ///
    /// @throws IOException where the copy could not be made
    void awaitCopy() throws IOException;

    /// Who is told what came of it.
    Observers observers();

    /// Gives back what the run held. Called once, when no conversation of it is left.
    @Override
    void close();
}
