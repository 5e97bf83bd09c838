package dev.weir.hooks.memory;

import dev.weir.api.Finding;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// What was found in the bits judged last: most come to a second gate, and to those of the next environment. Safe for many threads at once; two that ask for
/// the same may both judge it.
///
/// @param <K> all that the findings depend on
public final class Memory<K> {

    private static final int MOST = 1000;

    private final LinkedHashMap<K, List<Finding>> newest = new LinkedHashMap<>();

    /// What is found in bits that nothing is remembered of.
    @FunctionalInterface
    public interface Judging {

        /// Judges them.
        ///
        /// @throws IOException where they cannot be read; nothing is remembered then
        List<Finding> findings() throws IOException;
    }

    /// What was found, or is.
    ///
    /// @throws IOException as `judging` does
    public List<Finding> findings(K key, Judging judging) throws IOException {
        var known = recall(key);
        return known.isPresent() ? known.get() : keep(key, judging.findings());
    }

    private synchronized Optional<List<Finding>> recall(K key) {
        return Optional.ofNullable(newest.get(key));
    }

    private synchronized List<Finding> keep(K key, List<Finding> findings) {
        newest.put(key, findings);
        if (newest.size() > MOST) {
            newest.pollFirstEntry();
        }
        return findings;
    }
}
