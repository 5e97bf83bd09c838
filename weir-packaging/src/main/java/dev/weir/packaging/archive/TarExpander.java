package dev.weir.packaging.archive;

import dev.weir.packaging.archive.UnreadableArchiveException.Reason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
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

    private final FileChannel archive;
    private final ArchiveLimits limits;
    private long expanded;

    private TarExpander(FileChannel archive, ArchiveLimits limits) {
        this.archive = archive;
        this.limits = limits;
    }

    /// Returns the tar; the channel given is closed, or is the one returned.
    static FileChannel expand(FileChannel archive, ArchiveFormat format, ArchiveLimits limits) throws IOException {
        if (format == ArchiveFormat.TAR) {
            return archive;
        }
        Path file = Files.createTempFile("weir-", ".tar");
        FileChannel tar = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        try (archive) {
            new TarExpander(archive, limits).copy(format, tar);
            return tar;
        } catch (IOException | RuntimeException e) {
            tar.close();
            throw e;
        }
    }

    private void copy(ArchiveFormat format, FileChannel tar) throws IOException {
        byte[] block = new byte[BLOCK];
        try (InputStream in = decompressor(format)) {
            for (int count = read(in, block); count >= 0; count = read(in, block)) {
                checkSize(count);
                ByteBuffer buffer = ByteBuffer.wrap(block, 0, count);
                while (buffer.hasRemaining()) {
                    tar.write(buffer);
                }
            }
        }
    }

    private InputStream decompressor(ArchiveFormat format) throws IOException {
        InputStream in = new BufferedInputStream(Bytes.stream(archive, 0, archive.size()), BLOCK);
        try {
            return switch (format) {
                case TAR_GZ -> GzipCompressorInputStream.builder()
                        .setInputStream(in)
                        .setDecompressConcatenated(true)
                        .get();
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
        expanded += count;
        if (expanded > limits.expandedBytes()) {
            throw refused(Reason.TOO_LARGE, "expands to more than " + limits.expandedBytes() + " bytes");
        }
        if (limits.isTooCompressed(expanded, archive.size())) {
            throw refused(Reason.TOO_COMPRESSED, "expands to more than " + limits.ratio() + " times its size");
        }
    }

    private UnreadableArchiveException damaged(IOException cause) {
        return new UnreadableArchiveException(Reason.DAMAGED, "byte " + expanded, "damaged or cut short", cause);
    }

    private UnreadableArchiveException refused(Reason reason, String message) {
        return new UnreadableArchiveException(reason, "byte " + expanded, message);
    }
}
