package dev.weir.engine.bits;

import dev.weir.api.Digest;
import dev.weir.packaging.archive.ArchiveLimits;
import dev.weir.packaging.tree.TreeScope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The copies of bits that an engine holds for its hooks, by their digest: what comes by several gates is copied once. Safe for many threads at once.
///
/// Where they are larger together than they may be, those go first that were used longest ago. What is in use stays, whatever its size.
public final class BitsStore implements AutoCloseable {

    private final Map<Key, Held> byKey = new LinkedHashMap<>(16, 0.75f, true);
    private @Nullable StoreFolder folder;
    private long bytes;

    /// What a copy is found by. Hooks see the name, too.
    private record Key(Digest digest, String name) {}

    /// A copy. Whoever looks at it or its users holds the store's lock.
    private static final class Held {

        private final PrivateFolder home;
        private final CopiedArtifact copy;
        private final long bytes;
        private int users = 1;

        Held(PrivateFolder home, CopiedArtifact copy) throws IOException {
            this.home = home;
            this.copy = copy;
            this.bytes = copy.bytes();
        }

        boolean isIntact() {
            try {
                return new Bits(copy.path(), TreeScope.WHOLE).digest().equals(copy.digest());
            } catch (IOException damaged) {
                return false;
            }
        }
    }

    /// What a run's settings allow.
    ///
    /// @param bytes   how many may be held that nobody uses
    /// @param archive what an archive may be that is unpacked
    public record Terms(long bytes, ArchiveLimits archive) {}

    /// A copy in use, to be given back once.
    public final class Loan implements AutoCloseable {

        private final Held held;
        private final Terms terms;
        private final Object unpacking = new Object();
        private @Nullable Loan tree;
        private boolean isOver;

        private Loan(Held held, Terms terms) {
            this.held = held;
            this.terms = terms;
        }

        /// The copy; it is there until this is closed, and so are the files of an archive.
        public CopiedArtifact copy() {
            return held.copy.with(this::tree, terms.archive());
        }

        private Path tree() throws IOException {
            synchronized (unpacking) {
                return (tree == null ? keep(lendTree(held.copy, terms)) : tree).held.copy.path();
            }
        }

        private synchronized Loan keep(Loan unpacked) throws IOException {
            if (isOver) {
                unpacked.close();
                throw new IOException("the gate was judged meanwhile");
            }
            tree = unpacked;
            return unpacked;
        }

        /// Waits for nobody who is still unpacking.
        @Override
        public synchronized void close() {
            isOver = true;
            if (tree != null) {
                tree.close();
            }
            giveBack(held, terms.bytes());
        }
    }

    /// Reads the bits, and lends a copy of what was read.
    ///
    /// @param claimed the digest that somebody says they have; where it is wrong they are copied, whether or not a copy of them is held
    /// @throws IOException where they cannot be read, or change meanwhile
    public Loan lend(Bits bits, Optional<Digest> claimed, Terms terms) throws IOException {
        var isHeld = claimed.filter(digest -> holds(new Key(digest, bits.name()))).isPresent();
        var held = isHeld ? findIntact(new Key(bits.digest(), bits.name())) : Optional.<Held>empty();
        return new Loan(
                held.isPresent() ? held.get() : make(copy -> new Key(copy.digest(), bits.name()), bits::copyInto),
                terms);
    }

    private Loan lendTree(CopiedArtifact archive, Terms terms) throws IOException {
        var key = new Key(archive.digest(), archive.path().getFileName() + "/"); // No file has such a name.
        var held = findIntact(key);
        return new Loan(
                held.isPresent() ? held.get() : make(_ -> key, home -> archive.unpackInto(home, terms.archive())),
                terms);
    }

    private synchronized boolean holds(Key key) {
        return byKey.containsKey(key);
    }

    /// One that is still what was copied; whoever runs as the engine's user could write to it.
    private Optional<Held> findIntact(Key key) {
        var found = find(key);
        if (found.isEmpty() || found.get().isIntact()) {
            return found;
        }
        drop(found.get());
        return Optional.empty();
    }

    private synchronized Optional<Held> find(Key key) {
        var found = Optional.ofNullable(byKey.get(key));
        found.ifPresent(held -> held.users++);
        return found;
    }

    private interface Making {
        CopiedArtifact in(PrivateFolder home) throws IOException;
    }

    private Held make(Function<CopiedArtifact, Key> key, Making making) throws IOException {
        var home = newHome();
        try {
            var held = new Held(home, making.in(home));
            keep(key.apply(held.copy), held);
            return held;
        } catch (IOException | RuntimeException problem) {
            home.close();
            throw problem;
        }
    }

    private synchronized PrivateFolder newHome() throws IOException {
        if (folder == null) {
            folder = StoreFolder.create();
        }
        return folder.newFolder();
    }

    /// Another thread may have copied the same: then that one goes when it is given back.
    private synchronized void keep(Key key, Held held) {
        bytes += held.bytes;
        var other = byKey.put(key, held);
        if (other != null) {
            bytes -= other.bytes;
            closeUnused(other);
        }
    }

    private void drop(Held damaged) {
        synchronized (this) {
            if (byKey.values().remove(damaged)) {
                bytes -= damaged.bytes;
            }
        }
        giveBack(damaged, Long.MAX_VALUE);
    }

    private static void closeUnused(Held replaced) {
        if (replaced.users == 0) {
            replaced.home.close();
        }
    }

    private void giveBack(Held held, long limit) {
        for (var unused : unusedAfter(held, limit)) {
            unused.home.close();
        }
    }

    private synchronized List<Held> unusedAfter(Held held, long limit) {
        List<Held> unused = new ArrayList<>();
        held.users--;
        if (held.users == 0 && !byKey.containsValue(held)) {
            unused.add(held);
        }
        var all = byKey.values().iterator();
        while (bytes > limit && all.hasNext()) {
            var oldest = all.next();
            if (oldest.users == 0) {
                all.remove();
                bytes -= oldest.bytes;
                unused.add(oldest);
            }
        }
        return unused;
    }

    /// Removes all copies.
    @Override
    public synchronized void close() {
        if (folder != null) {
            folder.close();
        }
        byKey.clear();
        bytes = 0;
    }
}
