package dev.weir.engine.bits;

import dev.weir.api.Artifact.Form;
import dev.weir.api.Digest;
import dev.weir.packaging.tree.TreeManifest;
import java.nio.file.Path;
import java.util.Optional;

/// The engine's own, read-only copy of the bits that a verdict will be about. Nobody but the engine's user reaches it.
///
/// @param path     where it lies
/// @param manifest of a tree
public record CopiedArtifact(Path path, Digest digest, Optional<TreeManifest> manifest) {

    /// How it lies there.
    public Form form() {
        return manifest.isPresent() ? Form.TREE : Form.ARCHIVE;
    }

    /// A view for one hook, to be closed when the hook has returned.
    public ArtifactReader reader() {
        return manifest.<ArtifactReader>map(tree -> new TreeArtifact(path, digest, tree))
                .orElseGet(() -> new ArchiveArtifact(path, digest));
    }
}
