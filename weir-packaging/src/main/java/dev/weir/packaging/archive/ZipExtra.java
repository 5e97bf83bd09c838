package dev.weir.packaging.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The sizes and the offset of a member, after the ZIP64 field among its extra fields has had its say.
///
/// @param size expanded
/// @param stored compressed
/// @param offset of the local header
/// @param isLong whether there was a ZIP64 field
record ZipExtra(long size, long stored, long offset, boolean isLong) {
    private static final int ZIP64 = 0x0001;
    private static final int UNICODE_PATH = 0x7075;
    private static final long MOST_32 = 0xffffffffL;

    /// Reads the fields of a header whose own sizes are given.
    static ZipExtra read(byte[] extra, ZipExtra told, String place, Problems problems) {
        ByteBuffer rest = Bytes.littleEndian(extra);
        ZipExtra found = told;
        while (rest.remaining() >= 4) {
            int id = Short.toUnsignedInt(rest.getShort());
            int length = Short.toUnsignedInt(rest.getShort());
            if (length > rest.remaining()) {
                problems.report(Fault.ZIP_EXTRA_FIELD, place, "an extra field that is cut short");
                return found;
            }
            found = field(id, rest.slice(rest.position(), length).order(ByteOrder.LITTLE_ENDIAN), found, place,
                    problems);
            rest.position(rest.position() + length);
        }
        if (rest.hasRemaining()) {
            problems.report(Fault.ZIP_EXTRA_FIELD, place, "bytes behind the extra fields");
        }
        return found;
    }

    private static ZipExtra field(int id, ByteBuffer data, ZipExtra found, String place, Problems problems) {
        if (id == UNICODE_PATH) {
            problems.report(Fault.ZIP_UNICODE_PATH, place, "a second name in an extra field");
        }
        return id == ZIP64 ? found.with64(data, place, problems) : found;
    }

    /// Whether the field says once more what stands beside it, as some tools write it.
    private boolean repeats(ByteBuffer data) {
        int length = data.remaining();
        return (length == 16 || length == 24)
                && data.getLong(0) == size
                && data.getLong(8) == stored
                && (length == 16 || data.getLong(16) == offset);
    }

    private ZipExtra with64(ByteBuffer data, String place, Problems problems) {
        int wanted = 8 * ((size == MOST_32 ? 1 : 0) + (stored == MOST_32 ? 1 : 0) + (offset == MOST_32 ? 1 : 0));
        if (!isLong && wanted == 0 && repeats(data)) {
            return new ZipExtra(size, stored, offset, true);
        }
        if (isLong || data.remaining() != wanted) {
            problems.report(Fault.ZIP_ZIP64, place, "a ZIP64 field that does not fit the sizes beside it");
            return this;
        }
        long newSize = size == MOST_32 ? data.getLong() : size;
        long newStored = stored == MOST_32 ? data.getLong() : stored;
        long newOffset = offset == MOST_32 ? data.getLong() : offset;
        return new ZipExtra(newSize, newStored, newOffset, true);
    }
}
