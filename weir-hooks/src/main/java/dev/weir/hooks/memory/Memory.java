package dev.weir.hooks.structure;

import dev.weir.api.Digest;
import dev.weir.api.Finding;
import dev.weir.api.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// What was found in the archives judged last: each comes to a second gate, and to those of the next environment. Safe for many threads at once.
final class Memory {

    private static final int MOST = 1000;

    private final LinkedHashMap<Key, List<Finding>> newest = new LinkedHashMap<>();

    /// What the findings depend on.
    record Key(Digest digest, String kind, Optional<String> filename) {

        boolean isWheel() {
            return kind.equals(Kind.WHEEL.word()) || filename.filter(name -> name.endsWith(".whl")).isPresent();
        }
    }

    synchronized Optional<List<Finding>> recall(Key key) {
        return Optional.ofNullable(newest.get(key));
    }

    synchronized List<Finding> keep(Key key, List<Finding> findings) {
        newest.put(key, findings);
        if (newest.size() > MOST) {
            newest.pollFirstEntry();
        }
        return findings;
    }
}
