package dev.weir.engine.bits;

import dev.weir.api.Digest;
import dev.weir.packaging.tree.EscapedPath;
import dev.weir.packaging.tree.ManifestEntry;
import dev.weir.packaging.tree.TreeManifest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;

/// A copied tree.
record TreeArtifact(Path root, Digest digest, TreeManifest manifest) implements ArtifactReader {

    @Override
    public Form form() {
        return Form.TREE;
    }

    @Override
    public Stream<Entry> entries() {
        return manifest.entries().stream().map(this::entry);
    }

    private Entry entry(ManifestEntry entry) {
        return switch (entry) {
            case ManifestEntry.File(var path, _, _) -> new Entry(path, Entry.Type.FILE, size(path));
            case ManifestEntry.Folder(var path) -> new Entry(path, Entry.Type.FOLDER, 0);
            case ManifestEntry.Link(var path, _) -> new Entry(path, Entry.Type.LINK, 0);
        };
    }

    long size() {
        return entries().mapToLong(Entry::size).sum();
    }

    private long size(String path) {
        return EscapedPath.resolve(root, path).toFile().length();
    }

    @Override
    public InputStream open(Entry entry) throws IOException {
        if (!entry.isFile()) {
            throw new IOException("no file: " + entry.path());
        }
        return Files.newInputStream(EscapedPath.resolve(root, entry.path()), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public Path tree() {
        return root;
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
