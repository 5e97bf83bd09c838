package dev.weir.packaging.archive;

import dev.weir.packaging.text.Quoted;
import java.io.IOException;

/// An archive that cannot be read, or that different readers could read differently: nothing is known about what it would install.
public final class UnreadableArchiveException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    UnreadableArchiveException(Problem problem) {
        super(problem.what() + " (at " + Quoted.quote(problem.place()) + ")");
        this.problem = problem;
    }

    UnreadableArchiveException(Fault fault, String place, String message) {
        this(new Problem(fault, place, message));
    }

    UnreadableArchiveException(Fault fault, String place, String message, IOException cause) {
        this(fault, place, message + ": " + cause.getMessage());
        initCause(cause);
    }

    /// Why it is refused.
    public Problem problem() {
        return problem;
    }

    public Fault fault() {
        return problem.fault();
    }

    /// The entry that is the reason, or `byte` and an offset where no entry has a name yet.
    public String place() {
        return problem.place();
    }
}
