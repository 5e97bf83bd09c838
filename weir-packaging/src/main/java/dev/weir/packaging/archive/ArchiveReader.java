package dev.weir.packaging.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a wheel or a source archive without unpacking it: nothing in it is ever a file of its own.
///
/// The file is opened once, so that all that is read comes from one file. A compressed tar is expanded into one nameless temporary file.
/// For one thread at a time.
public final class ArchiveReader implements Closeable {
    private final ArchiveFormat format;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final boolean namesBeginWithDot;
    private final Closeable source;

    private ArchiveReader(ArchiveFormat format, List<Member> members, boolean namesBeginWithDot, Closeable source) {
        this.format = format;
        this.source = source;
        this.namesBeginWithDot = namesBeginWithDot;
        members.forEach(member -> this.members.put(member.path(), member));
    }

    /// Reads the list of entries, within the default limits.
    ///
    /// @throws UnreadableArchiveException where the archive is refused
    /// @throws IOException where the file cannot be read
    public static ArchiveReader open(Path file) throws IOException {
        return open(file, ArchiveLimits.DEFAULT);
    }

    /// Reads the list of entries. Content of a zip is not read yet: [#verify] does that.
    ///
    /// @throws UnreadableArchiveException where the archive is refused
    /// @throws IOException where the file cannot be read
    public static ArchiveReader open(Path file, ArchiveLimits limits) throws IOException {
        return Inspection.of(FileChannel.open(file, StandardOpenOption.READ), limits).reader();
    }

    /// @throws UnreadableArchiveException where no list of members can be had
    static ArchiveReader scan(SeekableByteChannel channel, ArchiveLimits limits, Problems problems) throws IOException {
        ArchiveFormat format = FormatDetector.detect(channel, problems);
        if (format == ArchiveFormat.ZIP) {
            return checked(format, new ZipSource(channel, limits, problems).members(), false, channel, problems);
        }
        SeekableByteChannel tar = TarExpander.expand(channel, format, limits, problems);
        try {
            TarScanner scanner = new TarScanner(tar, limits, problems);
            return checked(format, scanner.members(), scanner.namesBeginWithDot(), tar, problems);
        } catch (IOException | RuntimeException e) {
            tar.close();
            throw e;
        }
    }

    private static ArchiveReader checked(
            ArchiveFormat format, List<Member> members, boolean namesBeginWithDot, Closeable source,
            Problems problems) {
        MemberRules.check(members, problems);
        return new ArchiveReader(format, members, namesBeginWithDot, source);
    }

    public ArchiveFormat format() {
        return format;
    }

    /// All entries, in the order of the archive (of a zip: of its central directory). No two have the same path.
    public List<ArchiveEntry> entries() {
        return members.values().stream().map(Member::entry).toList();
    }

    /// The folder that all entries are in, or are. pip leaves it out where it unpacks an archive of source; it takes the `.` of a tar's `./a` for
    /// that folder, so there is none then.
    public Optional<String> commonFolder() {
        List<String> tops = members.keySet().stream().map(path -> path.split("/", 2)[0]).distinct().toList();
        return namesBeginWithDot || tops.size() != 1
                ? Optional.empty()
                : Optional.of(tops.getFirst()).filter(this::isFolder);
    }

    private boolean isFolder(String path) {
        Member member = members.get(path);
        return member == null || member.entry() instanceof ArchiveEntry.Folder;
    }

    /// The content of a file, to be closed. It has been checked against its length and checksum only when its end has been read.
    ///
    /// @throws UnreadableArchiveException, from here or from a read, where the content is damaged
    /// @throws IllegalArgumentException where `file` is not of this archive
    public InputStream open(ArchiveEntry.File file) throws IOException {
        Member member = members.get(file.path());
        if (member == null || !member.entry().equals(file)) {
            throw new IllegalArgumentException("not an entry of this archive: " + file.path());
        }
        return member.content().open();
    }

    /// Reads the content of every file to its end.
    ///
    /// @throws UnreadableArchiveException where some content is damaged
    public void verify() throws IOException {
        for (ArchiveEntry entry : entries()) {
            if (entry instanceof ArchiveEntry.File file) {
                try (InputStream content = open(file)) {
                    content.transferTo(OutputStream.nullOutputStream());
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
