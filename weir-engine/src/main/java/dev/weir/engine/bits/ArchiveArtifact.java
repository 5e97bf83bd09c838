package dev.weir.engine.bits;

import dev.weir.api.Digest;
import dev.weir.packaging.archive.ArchiveEntry;
import dev.weir.packaging.archive.ArchiveReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A copied archive, opened when a hook first looks into it.
final class ArchiveArtifact implements ArtifactReader {

    private final CopiedArtifact copy;
    private final Map<String, ArchiveEntry.File> files = new HashMap<>();
    private @Nullable ArchiveReader archive;

    ArchiveArtifact(CopiedArtifact copy) {
        this.copy = copy;
    }

    @Override
    public Digest digest() {
        return copy.digest();
    }

    @Override
    public Form form() {
        return Form.ARCHIVE;
    }

    @Override
    public Stream<Entry> entries() throws IOException {
        return archive().entries().stream().map(ArchiveArtifact::entry);
    }

    private static Entry entry(ArchiveEntry entry) {
        return switch (entry) {
            case ArchiveEntry.File(var path, _, var size) -> new Entry(path, Entry.Type.FILE, size);
            case ArchiveEntry.Folder(var path, _) -> new Entry(path, Entry.Type.FOLDER, 0);
            case ArchiveEntry.Link(var path, _) -> new Entry(path, Entry.Type.LINK, 0);
        };
    }

    @Override
    public InputStream open(Entry entry) throws IOException {
        var opened = archive();
        var found = files.get(entry.path());
        if (found == null) {
            throw new IOException("no file of this archive: " + entry.path());
        }
        return opened.open(found);
    }

    @Override
    public SeekableByteChannel bytes() throws IOException {
        return Files.newByteChannel(copy.path());
    }

    @Override
    public Path tree() throws IOException {
        return copy.tree();
    }

    private ArchiveReader archive() throws IOException {
        if (archive == null) {
            archive = ArchiveReader.open(copy.path(), copy.limits());
            archive.entries().forEach(this::remember);
        }
        return archive;
    }

    private void remember(ArchiveEntry entry) {
        if (entry instanceof ArchiveEntry.File content) {
            files.put(content.path(), content);
        }
    }

    @Override
    public void close() throws IOException {
        if (archive != null) {
            archive.close();
        }
    }
}
