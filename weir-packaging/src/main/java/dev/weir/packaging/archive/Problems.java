package dev.weir.packaging.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The faults found so far. For one thread at a time.
final class Problems {
    /// More of them say nothing more.
    private static final int MOST = 50;

    private final List<Problem> found = new ArrayList<>();
    private Optional<Problem> refusal = Optional.empty();

    void report(Fault fault, String place, String what) {
        add(new Problem(fault, place, what));
    }

    void add(Problem problem) {
        if (problem.fault().refuses() && refusal.isEmpty()) {
            refusal = Optional.of(problem);
        }
        if (found.size() < MOST && !found.contains(problem)) {
            found.add(problem);
        }
    }

    List<Problem> all() {
        return List.copyOf(found);
    }

    /// The first for which a reader refuses the archive.
    Optional<Problem> refusal() {
        return refusal;
    }

    /// @throws UnreadableArchiveException where there is something to refuse
    void requireNone() throws UnreadableArchiveException {
        if (refusal.isPresent()) {
            throw new UnreadableArchiveException(refusal.get());
        }
    }
}
