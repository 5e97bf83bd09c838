package dev.weir.engine.ingress;

import dev.weir.wire.Status;
import java.time.Duration;
import java.util.List;

/// What an engine says of itself, and may be asked for, by who is no installer. Called by many threads at once.
public interface Control {

    /// Whether it takes no new runs.
    boolean isDraining();

    /// How it is.
    ///
    /// @param idle how long no run has been open
    /// @param runs those that are open
    Status status(Duration idle, List<Status.OpenRun> runs);

    /// Takes no new runs from now on.
    void drain();

    /// Ends when the last run is over.
    ///
    /// @param now whether those that are open end at once
    void end(boolean now);
}
