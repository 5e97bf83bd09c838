package dev.weir.engine.ingress;

import dev.weir.api.Digest;
import dev.weir.api.Done;
import dev.weir.api.Gate;
import dev.weir.wire.ShimMessage;
import java.io.IOException;

/// Where everything that is said is kept. Safe for many threads at once.
///
/// A method that throws has kept nothing; the question that it belongs to is then undecided.
public interface Ledger {

    /// Keeps a gate and its judgement. They are safe on disk when this returns.
    void judged(Speaker speaker, Gate gate, Judgement judgement) throws IOException;

    /// Keeps a refusal that the installer's process reported. Safe on disk when this returns.
    void refused(Speaker speaker, Gate gate, ShimMessage.Cause cause) throws IOException;

    /// Keeps that hooks in the installer's process changed the bits. Safe on disk when this returns.
    void changed(Speaker speaker, Gate gate, Digest digest) throws IOException;

    /// Keeps the end of an operation. Safe on disk after the next call of any other method.
    void ended(Speaker speaker, Done done) throws IOException;

    /// Makes everything kept so far safe on disk.
    void settle() throws IOException;
}
