package dev.weir.packaging.archive;

import dev.weir.packaging.archive.UnreadableArchiveException.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/// A zip, as its central directory tells it.
final class ZipSource implements Closeable {
    /// What a name is written in that is not marked as UTF-8: the zip format says so, and CPython does.
    private static final Charset UNMARKED = Charset.forName("IBM437");

    private final ZipFile zip;
    private final long archiveSize;
    private final ArchiveLimits limits;
    private long expanded;

    private ZipSource(ZipFile zip, long archiveSize, ArchiveLimits limits) {
        this.zip = zip;
        this.archiveSize = archiveSize;
        this.limits = limits;
    }

    static ZipSource open(FileChannel channel, ArchiveLimits limits) throws IOException {
        try {
            ZipFile zip = ZipFile.builder()
                    .setSeekableByteChannel(channel)
                    .setUseUnicodeExtraFields(false)
                    .get();
            return new ZipSource(zip, channel.size(), limits);
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadableArchiveException(Reason.DAMAGED, "central directory", "damaged or cut short", asIo(e));
        }
    }

    List<Member> members() throws UnreadableArchiveException {
        List<ZipArchiveEntry> entries = Collections.list(zip.getEntries());
        if (entries.size() > limits.entries()) {
            throw new UnreadableArchiveException(Reason.TOO_MANY_ENTRIES, "central directory",
                    "more than " + limits.entries() + " entries");
        }
        List<Member> members = new ArrayList<>();
        for (ZipArchiveEntry entry : entries) {
            byte[] name = name(entry);
            Optional<String> path = EntryName.normalised(name, limits);
            if (path.isPresent()) {
                members.add(member(entry, path.get(), name[name.length - 1] == '/'));
            }
        }
        return members;
    }

    private static byte[] name(ZipArchiveEntry entry) throws UnreadableArchiveException {
        byte[] raw = entry.getRawName();
        if (!entry.getGeneralPurposeBit().usesUTF8ForNames()) {
            return new String(raw, UNMARKED).getBytes(StandardCharsets.UTF_8);
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw));
            return raw;
        } catch (CharacterCodingException _) {
            throw new UnreadableArchiveException(Reason.NAME, new String(raw, UNMARKED),
                    "a name that is marked as UTF-8 and is not");
        }
    }

    private Member member(ZipArchiveEntry entry, String path, boolean isFolder) throws UnreadableArchiveException {
        checkFeatures(entry, path);
        checkSize(entry, path);
        if (!isFolder) {
            return new Member(new ArchiveEntry.File(path, mode(entry), entry.getSize()), () -> content(entry, path));
        }
        if (entry.getSize() != 0) {
            throw new UnreadableArchiveException(Reason.DAMAGED, path, "a folder with content");
        }
        return new Member(new ArchiveEntry.Folder(path, mode(entry)), Member.NOTHING);
    }

    private static void checkFeatures(ZipArchiveEntry entry, String path) throws UnreadableArchiveException {
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            throw new UnreadableArchiveException(Reason.ENCRYPTED, path, "encrypted content");
        }
        if (entry.getMethod() != ZipEntry.STORED && entry.getMethod() != ZipEntry.DEFLATED) {
            throw new UnreadableArchiveException(Reason.UNSUPPORTED, path, "compressed by method " + entry.getMethod());
        }
        if (entry.isUnixSymlink()) {
            throw new UnreadableArchiveException(Reason.LINK, path,
                    "a symbolic link in a zip, which some installers write as a file");
        }
    }

    private void checkSize(ZipArchiveEntry entry, String path) throws UnreadableArchiveException {
        if (entry.getSize() < 0 || entry.getSize() > limits.expandedBytes() - expanded) {
            throw new UnreadableArchiveException(Reason.TOO_LARGE, path,
                    "expands to more than " + limits.expandedBytes() + " bytes");
        }
        expanded += entry.getSize();
        if (limits.isTooCompressed(expanded, archiveSize)) {
            throw new UnreadableArchiveException(Reason.TOO_COMPRESSED, path,
                    "expands to more than " + limits.ratio() + " times its size");
        }
    }

    private InputStream content(ZipArchiveEntry entry, String path) throws UnreadableArchiveException {
        try {
            return new CheckedContent(zip.getInputStream(entry), path, entry.getSize(), entry.getCrc());
        } catch (IOException e) {
            throw new UnreadableArchiveException(Reason.DAMAGED, path, "damaged or cut short", e);
        }
    }

    private static OptionalInt mode(ZipArchiveEntry entry) {
        int mode = entry.getUnixMode();
        return mode == 0 ? OptionalInt.empty() : OptionalInt.of(mode & 07777);
    }

    private static IOException asIo(Exception e) {
        return e instanceof IOException io ? io : new IOException(e);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
