package dev.weir.engine.ingress;

import dev.weir.api.Digest;
import dev.weir.api.Gate;
import dev.weir.engine.hooks.Observers;
import dev.weir.wire.Mode;
import java.io.IOException;
import java.util.List;

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

    /// Seconds that a shim waits for a sign of life; 1 at least.
    int silence();

    /// Judges a gate. Never throws: what cannot be decided is an undecided judgement.
    Judgement judge(Gate gate);

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
