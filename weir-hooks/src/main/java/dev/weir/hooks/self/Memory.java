package dev.weir.hooks.self;

import dev.weir.api.Digest;
import dev.weir.api.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// What was found in the wheels judged last: each comes to a second gate, and to those of the next environment. Safe for many threads at once.
final class Memory {

    private static final int MOST = 1000;

    private final LinkedHashMap<Digest, List<Finding>> newest = new LinkedHashMap<>();

    synchronized Optional<List<Finding>> recall(Digest wheel) {
        return Optional.ofNullable(newest.get(wheel));
    }

    synchronized List<Finding> keep(Digest wheel, List<Finding> findings) {
        newest.put(wheel, findings);
        if (newest.size() > MOST) {
            newest.pollFirstEntry();
        }
        return findings;
    }
}
