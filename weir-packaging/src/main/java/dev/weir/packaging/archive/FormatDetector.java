package dev.weir.packaging.archive;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// Tells the format of an archive by its first bytes.
final class FormatDetector {
    private static final byte[] ZIP = "PK\3\4".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] EMPTY_ZIP = "PK\5\6".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] GZIP = HexFormat.of().parseHex("1f8b");
    private static final byte[] BZIP2 = "BZh".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] XZ = HexFormat.of().parseHex("fd377a585a00");

    private FormatDetector() {}

    static ArchiveFormat detect(SeekableByteChannel channel, Problems problems) throws IOException {
        byte[] start = Bytes.upTo(channel, 0, TarHeader.SIZE);
        if (begins(start, ZIP) || begins(start, EMPTY_ZIP)) {
            return ArchiveFormat.ZIP;
        }
        ArchiveFormat format = otherThanZip(start, channel);
        if (ZipEnd.isIn(channel)) {
            problems.report(Fault.POLYGLOT, "end record", "a " + format + " that ends as a zip does");
        }
        return format;
    }

    private static ArchiveFormat otherThanZip(byte[] start, SeekableByteChannel channel) throws IOException {
        if (begins(start, GZIP)) {
            return ArchiveFormat.TAR_GZ;
        }
        if (begins(start, BZIP2)) {
            return ArchiveFormat.TAR_BZ2;
        }
        if (begins(start, XZ)) {
            return ArchiveFormat.TAR_XZ;
        }
        if (start.length == TarHeader.SIZE && new TarHeader(start, 0).hasItsChecksum()) {
            return ArchiveFormat.TAR;
        }
        throw noArchive(channel);
    }

    private static UnreadableArchiveException noArchive(SeekableByteChannel channel) throws IOException {
        return ZipEnd.isIn(channel)
                ? new UnreadableArchiveException(Fault.ZIP_STRAY_BYTES, "byte 0",
                        "bytes before the first member of a zip")
                : new UnreadableArchiveException(Fault.NOT_AN_ARCHIVE, "byte 0",
                        "neither a zip nor a tar, plain or compressed");
    }

    private static boolean begins(byte[] start, byte[] magic) {
        return start.length >= magic.length && Arrays.equals(start, 0, magic.length, magic, 0, magic.length);
    }
}
