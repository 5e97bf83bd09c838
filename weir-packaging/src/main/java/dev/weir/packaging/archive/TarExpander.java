package dev.weir.packaging.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// Makes a plain tar of a compressed one, to read it at any place.
final class TarExpander {
    private static final int BLOCK = 1 << 17;
    private static final int XZ_MEMORY_KIB = 256 << 10;

    private final SeekableByteChannel archive;
    private final ArchiveLimits limits;
    private final Problems problems;
    private final Deadline deadline;
    private long expanded;

    private TarExpander(SeekableByteChannel archive, ArchiveLimits limits, Problems problems) {
        this.archive = archive;
        this.limits = limits;
        this.problems = problems;
        this.deadline = Deadline.in(limits.time());
    }

    /// Returns the tar; the channel given is closed, or is the one returned.
    static SeekableByteChannel expand(
            SeekableByteChannel archive, ArchiveFormat format, ArchiveLimits limits, Problems problems)
            throws IOException {
        if (format == ArchiveFormat.TAR) {
            return archive;
        }
        Path file = Files.createTempFile("weir-", ".tar");
        FileChannel tar = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        try (archive) {
            new TarExpander(archive, limits, problems).copy(format, tar);
            return tar;
        } catch (IOException | RuntimeException e) {
            tar.close();
            throw e;
        }
    }

    private void copy(ArchiveFormat format, FileChannel tar) throws IOException {
        byte[] block = new byte[BLOCK];
        try (InputStream stored = new BufferedInputStream(Bytes.stream(archive, 0, archive.size()), BLOCK);
                InputStream in = decompressor(format, stored)) {
            for (int count = read(in, block); count >= 0; count = read(in, block)) {
                checkSize(count);
                ByteBuffer buffer = ByteBuffer.wrap(block, 0, count);
                while (buffer.hasRemaining()) {
                    tar.write(buffer);
                }
            }
            checkRest(stored.readNBytes(2));
        }
    }

    /// What stands behind the compressed stream: some readers read on there, some do not look.
    private void checkRest(byte[] rest) {
        if (rest.length == 2 && (rest[0] & 0xff) == 0x1f && (rest[1] & 0xff) == 0x8b) {
            problems.report(Fault.COMPRESSED_PARTS, "byte " + expanded, "more than one compressed stream");
        } else if (rest.length > 0) {
            problems.report(Fault.TAR_TRAILING, "byte " + expanded, "something behind the compressed stream");
        }
    }

    private InputStream decompressor(ArchiveFormat format, InputStream in) throws IOException {
        try {
            return switch (format) {
                case TAR_GZ -> GzipCompressorInputStream.builder().setInputStream(in).get();
                case TAR_BZ2 -> new BZip2CompressorInputStream(in, true);
                case TAR_XZ -> XZCompressorInputStream.builder()
                        .setInputStream(in)
                        .setDecompressConcatenated(true)
                        .setMemoryLimitKiB(XZ_MEMORY_KIB)
                        .get();
                case ZIP, TAR -> throw new IllegalArgumentException("not compressed as a whole: " + format);
            };
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    private int read(InputStream in, byte[] block) throws UnreadableArchiveException {
        try {
            return in.read(block);
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    private void checkSize(int count) throws IOException {
        deadline.check("byte " + expanded);
        expanded += count;
        if (expanded > limits.expandedBytes()) {
            throw refused(Fault.TOO_LARGE, "expands to more than " + limits.expandedBytes() + " bytes");
        }
        if (limits.isTooCompressed(expanded, archive.size())) {
            throw refused(Fault.TOO_COMPRESSED, "expands to more than " + limits.ratio() + " times its size");
        }
    }

    private UnreadableArchiveException damaged(IOException cause) {
        return new UnreadableArchiveException(Fault.DAMAGED, "byte " + expanded, "damaged or cut short", cause);
    }

    private UnreadableArchiveException refused(Fault fault, String message) {
        return new UnreadableArchiveException(fault, "byte " + expanded, message);
    }
}
