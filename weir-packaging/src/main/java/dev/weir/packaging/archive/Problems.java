package dev.weir.packaging.archive;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The faults found so far. For one thread at a time.
final class Problems {
    /// More of one kind say nothing more; those of another are not to be crowded out.
    private static final int OF_A_KIND = 10;

    private final List<Problem> found = new ArrayList<>();
    private final Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
    private Optional<Problem> refusal = Optional.empty();

    void report(Fault fault, String place, String what) {
        add(new Problem(fault, place, what));
    }

    void add(Problem problem) {
        if (problem.fault().refuses() && refusal.isEmpty()) {
            refusal = Optional.of(problem);
        }
        if (counts.getOrDefault(problem.fault(), 0) < OF_A_KIND && !found.contains(problem)) {
            found.add(problem);
            counts.merge(problem.fault(), 1, Integer::sum);
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
