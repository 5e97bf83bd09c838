package dev.weir.engine.bits;

import dev.weir.api.Digest;
import dev.weir.api.Patch;
import dev.weir.packaging.tree.EscapedPath;
import dev.weir.packaging.tree.TreeManifest;
import dev.weir.packaging.tree.TreeScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/// Makes a copy of a source tree with changes in it. The copy can be written to: an installer builds in it.
///
/// @param root of the copy; not there yet
public record PatchedTree(Path root) {

    /// Copies a tree, and changes the copy. A file that is replaced stays executable where it was.
    ///
    /// @throws IOException where a path leads out of the tree or through a link, a file to remove is not there, or there is no room
    public CopiedArtifact make(CopiedArtifact tree, Patch patch) throws IOException {
        new TreeCopy(tree.path(), TreeScope.WHOLE).copyTo(root);
        PrivateFolder.unprotect(root);
        for (var path : patch.removed()) {
            Files.delete(inside(path));
        }
        for (var file : patch.files().entrySet()) {
            write(inside(file.getKey()), file.getValue());
        }
        var manifest = TreeManifest.of(root, TreeScope.WHOLE);
        return new CopiedArtifact(root, Digest.ofHex(manifest.digest().hex()), Optional.of(manifest));
    }

    private Path inside(String path) throws IOException {
        try {
            var file = EscapedPath.resolve(root, path);
            requireNoLinkAbove(file);
            return file;
        } catch (IllegalArgumentException outside) {
            throw new IOException("a patch is about a path that is none of the tree: " + path, outside);
        }
    }

    private void requireNoLinkAbove(Path file) throws IOException {
        for (var name = root; !name.equals(file); name = name.resolve(name.relativize(file).getName(0))) {
            if (Files.isSymbolicLink(name)) {
                throw new IOException("a patch goes through the link " + root.relativize(name));
            }
        }
    }

    private static void write(Path file, byte[] content) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("a patch replaces what is no file: " + file.getFileName());
        }
        PrivateFolder.require(file.resolveSibling(""));
        Files.write(file, content);
    }
}
