package dev.weir.engine;

import dev.weir.api.Patch;
import dev.weir.engine.bits.CopiedArtifact;
import dev.weir.engine.bits.PatchedTree;
import dev.weir.engine.bits.PrivateFolder;
import java.io.IOException;
import java.util.Optional;

/// The changed source trees of one run, which its installers build from. Safe for many threads at once.
final class PatchedTrees implements AutoCloseable {

    private Optional<PrivateFolder> folder = Optional.empty();
    private int count;

    CopiedArtifact make(CopiedArtifact tree, Patch patch) throws IOException {
        return next().make(tree, patch);
    }

    private synchronized PatchedTree next() throws IOException {
        if (folder.isEmpty()) {
            folder = Optional.of(PrivateFolder.create("weir-patched-"));
        }
        count++;
        return new PatchedTree(folder.get().path().resolve(Integer.toString(count)));
    }

    @Override
    public synchronized void close() {
        folder.ifPresent(PrivateFolder::close);
    }
}
