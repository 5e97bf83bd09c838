package dev.weir.hooks.memory;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Optional;

/// What was found in the bits looked at last: most come to a second gate, and to those of the next environment. Safe for many threads at once; two that ask for
/// the same may both look.
///
/// @param <K> all that it depends on
/// @param <V> what is found
public final class Memory<K, V> {

    private static final int MOST = 1000;

    private final LinkedHashMap<K, V> newest = new LinkedHashMap<>();

    /// What is found in bits that nothing is remembered of.
    ///
    /// @param <V> what is found
    @FunctionalInterface
    public interface Looking<V> {

        /// Looks at them.
        ///
        /// @throws IOException where they cannot be read; nothing is remembered then
        V look() throws IOException;
    }

    /// What was found, or is.
    ///
    /// @throws IOException as `looking` does
    public V found(K key, Looking<V> looking) throws IOException {
        var known = recall(key);
        return known.isPresent() ? known.get() : keep(key, looking.look());
    }

    private synchronized Optional<V> recall(K key) {
        return Optional.ofNullable(newest.get(key));
    }

    private synchronized V keep(K key, V found) {
        newest.put(key, found);
        if (newest.size() > MOST) {
            newest.pollFirstEntry();
        }
        return found;
    }
}
