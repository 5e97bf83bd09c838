package dev.weir.engine.bits;

import dev.weir.api.Artifact.Form;
import dev.weir.api.Digest;
import dev.weir.packaging.archive.ArchiveLimits;
import dev.weir.packaging.archive.ArchiveReader;
import dev.weir.packaging.archive.ArchiveTree;
import dev.weir.packaging.tree.TreeManifest;
import dev.weir.packaging.tree.TreeScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The engine's own, read-only copy of the bits that a verdict will be about. Nobody but the engine's user reaches it.
///
/// @param path     where it lies
/// @param manifest of a tree
/// @param unpacked how an archive becomes files
/// @param limits   of an archive that hooks may read
public record CopiedArtifact(Path path, Digest digest, Optional<TreeManifest> manifest, Unpacking unpacked,
        ArchiveLimits limits) {

    /// Makes files of an archive.
    @FunctionalInterface
    interface Unpacking {

        /// A read-only folder.
        ///
        /// @throws IOException where the archive is refused, or there is no room
        Path tree() throws IOException;
    }

    /// An archive that does not become files, or a tree.
    public CopiedArtifact(Path path, Digest digest, Optional<TreeManifest> manifest) {
        this(path, digest, manifest, () -> {
            throw new IOException("it cannot be unpacked here");
        }, ArchiveLimits.DEFAULT);
    }

    CopiedArtifact with(Unpacking unpacking, ArchiveLimits limits) {
        return new CopiedArtifact(path, digest, manifest, unpacking, limits);
    }

    /// How it lies there.
    public Form form() {
        return manifest.isPresent() ? Form.TREE : Form.ARCHIVE;
    }

    /// It as a read-only folder, as long as it is there itself. An archive is unpacked when this is first called.
    ///
    /// @throws IOException where the strict reader refuses the archive, or there is no room
    public Path tree() throws IOException {
        return form() == Form.TREE ? path : unpacked.tree();
    }

    /// Unpacks an archive into an empty folder of the engine's own, read-only.
    ///
    /// @return the tree
    /// @throws IOException where the strict reader refuses it, or there is no room
    CopiedArtifact unpackInto(PrivateFolder folder, ArchiveLimits limits) throws IOException {
        var root = folder.path().resolve("tree");
        try (var archive = ArchiveReader.open(path, limits)) {
            var isWheel = path.toString().endsWith(".whl");
            (isWheel ? ArchiveTree.ofAll(archive) : ArchiveTree.ofSource(archive)).unpackInto(root);
        }
        PrivateFolder.protect(root);
        var tree = TreeManifest.of(root, TreeScope.WHOLE);
        return new CopiedArtifact(root, Digest.ofHex(tree.digest().hex()), Optional.of(tree));
    }

    /// How many bytes it has.
    long bytes() throws IOException {
        return manifest.isPresent() ? new TreeArtifact(path, digest, manifest.get()).size() : Files.size(path);
    }

    /// A view for one hook, to be closed when the hook has returned.
    public ArtifactReader reader() {
        return manifest.<ArtifactReader>map(tree -> new TreeArtifact(path, digest, tree))
                .orElseGet(() -> new ArchiveArtifact(this));
    }
}
