package dev.weir.engine.bits;

import dev.weir.api.Artifact.Form;
import dev.weir.api.Digest;
import dev.weir.api.Distribution;
import dev.weir.api.Flag;
import dev.weir.api.Kind;
import dev.weir.packaging.tree.RegularFile;
import dev.weir.packaging.tree.Sha256;
import dev.weir.packaging.tree.TreeManifest;
import dev.weir.packaging.tree.TreeScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// The bits at a path that the installer has named. What it claims about them counts for nothing.
///
/// @param path  where they lie, in the installer's reach: they may change at any time
/// @param scope what of a folder belongs to it (`spec/manifest.md`)
/// @param form  how they lay there when they were first looked at; what has another form later cannot be read
public record Bits(Path path, TreeScope scope, Form form) {

    /// Those that lie there now.
    public Bits(Path path, TreeScope scope) {
        this(path, scope, Files.isDirectory(path) ? Form.TREE : Form.ARCHIVE);
    }

    /// The bits of a distribution; empty where it has none.
    ///
    /// @throws IOException where the path is none of this platform
    public static Optional<Bits> of(Distribution distribution) throws IOException {
        return distribution.path().isPresent()
                ? Optional.of(new Bits(path(distribution.path().get()), scope(distribution)))
                : Optional.empty();
    }

    private static Path path(String text) throws IOException {
        try {
            var path = Path.of(text);
            if (path.isAbsolute()) {
                return path;
            }
        } catch (InvalidPathException noPath) {
            throw new IOException("the engine cannot open the path " + text + ": " + noPath.getReason(), noPath);
        }
        throw new IOException("the path of the bits is not absolute: " + text);
    }

    private static TreeScope scope(Distribution distribution) {
        return distribution.kind().equals(Kind.DIRECTORY.word()) || distribution.flagSet().contains(Flag.EDITABLE)
                ? TreeScope.USER_FOLDER
                : TreeScope.WHOLE;
    }

    /// Hashes them where they lie.
    ///
    /// @throws IOException where they cannot be read, or change meanwhile
    public Digest digest() throws IOException {
        return read().digest();
    }

    /// Reads them where they lie.
    ///
    /// @throws IOException where they cannot be read, or change meanwhile
    public Contents read() throws IOException {
        return isTree()
                ? Contents.of(TreeManifest.of(path, scope))
                : new Contents(Digest.ofHex(Sha256.ofFile(path).hex()), Optional.empty());
    }

    /// What they are.
    ///
    /// @param manifest of a tree
    public record Contents(Digest digest, Optional<TreeManifest> manifest) {

        static Contents of(TreeManifest manifest) {
            return new Contents(Digest.ofHex(manifest.digest().hex()), Optional.of(manifest));
        }
    }

    /// Copies them into an empty folder of the engine's own, read-only, and hashes the copy.
    ///
    /// @throws IOException where they cannot be read, or change meanwhile
    public CopiedArtifact copyInto(PrivateFolder folder) throws IOException {
        var target = folder.path().resolve(name());
        var copy = isTree() ? copyTree(target) : copyFile(target);
        PrivateFolder.protect(target);
        return copy;
    }

    private CopiedArtifact copyTree(Path target) throws IOException {
        var manifest = new TreeCopy(path, scope).copyTo(target);
        return new CopiedArtifact(target, Digest.ofHex(manifest.digest().hex()), Optional.of(manifest));
    }

    private CopiedArtifact copyFile(Path target) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new IOException("neither a file nor a folder: " + path);
        }
        var digest = new RegularFile(path.toRealPath()).copyAndHash(target);
        return new CopiedArtifact(target, Digest.ofHex(digest.hex()), Optional.empty());
    }

    /// Whether they are the installer's own, so that others may take their place: nobody changes a user's folder.
    public boolean belongsToInstaller() {
        return scope == TreeScope.WHOLE;
    }

    private boolean isTree() {
        return form == Form.TREE;
    }

    /// How they are called.
    String name() {
        var name = path.getFileName();
        return name == null ? "root" : name.toString();
    }
}
