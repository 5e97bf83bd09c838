package dev.weir.engine.bits;

import dev.weir.packaging.tree.EscapedPath;
import dev.weir.packaging.tree.ManifestEntry;
import dev.weir.packaging.tree.RegularFile;
import dev.weir.packaging.tree.TreeManifest;
import dev.weir.packaging.tree.TreeScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Copies a tree as its manifest describes it: what the manifest leaves out is not copied, links are copied as links.
record TreeCopy(Path source, TreeScope scope) {

    /// @return the manifest of both trees
    /// @throws IOException where a file cannot be copied, or the copy is not what was there before
    TreeManifest copyTo(Path target) throws IOException {
        var manifest = TreeManifest.of(source, scope);
        Files.createDirectory(target);
        for (var entry : manifest.entries()) {
            copy(entry, target);
        }
        requireSame(manifest, target);
        return manifest;
    }

    private void copy(ManifestEntry entry, Path target) throws IOException {
        var from = EscapedPath.resolve(source, entry.path());
        var to = EscapedPath.resolve(target, entry.path());
        switch (entry) {
            case ManifestEntry.Folder _ -> Files.createDirectory(to);
            case ManifestEntry.Link _ ->
                Files.copy(from, to, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
            case ManifestEntry.File(_, var executable, _) -> {
                new RegularFile(from).copyTo(to);
                PrivateFolder.setExecutable(to, executable);
            }
        }
    }

    private void requireSame(TreeManifest manifest, Path target) throws IOException {
        if (!TreeManifest.of(target, TreeScope.WHOLE).digest().equals(manifest.digest())) {
            throw new IOException("changed while it was copied: " + source);
        }
    }
}
