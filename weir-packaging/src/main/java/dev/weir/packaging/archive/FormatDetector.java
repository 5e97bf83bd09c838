package dev.weir.packaging.archive;

import dev.weir.packaging.archive.UnreadableArchiveException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
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

    static ArchiveFormat detect(FileChannel channel) throws IOException {
        byte[] start = Bytes.upTo(channel, 0, TarHeader.SIZE);
        if (begins(start, ZIP) || begins(start, EMPTY_ZIP)) {
            return ArchiveFormat.ZIP;
        }
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
        throw new UnreadableArchiveException(Reason.NO_ARCHIVE, "byte 0",
                "neither a zip nor a tar, plain or compressed");
    }

    private static boolean begins(byte[] start, byte[] magic) {
        return start.length >= magic.length && Arrays.equals(start, 0, magic.length, magic, 0, magic.length);
    }
}
