package dev.weir.packaging.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/// Where the directory of a zip stands, as its end records say.
///
/// @param offset of the directory
/// @param size of the directory, in bytes
/// @param entries how many it has
/// @param end where the end records begin
record ZipEnd(long offset, long size, long entries, long end) {
    static final int SIZE = 22;

    private static final int SIGNATURE = 0x06054b50;
    private static final int LOCATOR = 0x07064b50;
    private static final int LOCATOR_SIZE = 20;
    private static final int RECORD_64 = 0x06064b50;
    private static final int RECORD_64_SIZE = 56;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int MOST_16 = 0xffff;
    private static final long MOST_32 = 0xffffffffL;

    /// Whether a reader that searches for an end record from behind takes the file for a zip.
    static boolean isIn(SeekableByteChannel channel) throws IOException {
        ByteBuffer tail = tail(channel);
        return lastEnd(tail, tail.limit() - SIZE) >= 0;
    }

    /// @throws UnreadableArchiveException where there is no end record
    static ZipEnd find(SeekableByteChannel channel, Problems problems) throws IOException {
        ByteBuffer tail = tail(channel);
        int position = lastEnd(tail, tail.limit() - SIZE);
        if (position < 0) {
            throw new UnreadableArchiveException(Fault.DAMAGED, "byte " + channel.size(), "the end record is missing");
        }
        long start = channel.size() - tail.limit();
        checkComment(tail, position, problems);
        ZipEnd plain = plain(tail, position, start, problems);
        return hasLocator(tail, position) ? with64(tail, position, start, plain, problems) : without64(plain, problems);
    }

    private static ByteBuffer tail(SeekableByteChannel channel) throws IOException {
        int longest = SIZE + LONGEST_COMMENT + LOCATOR_SIZE + RECORD_64_SIZE;
        int length = (int) Math.min(channel.size(), longest);
        return Bytes.littleEndian(Bytes.upTo(channel, channel.size() - length, length));
    }

    private static int lastEnd(ByteBuffer tail, int from) {
        int least = Math.max(0, tail.limit() - SIZE - LONGEST_COMMENT);
        for (int position = from; position >= least; position--) {
            if (tail.getInt(position) == SIGNATURE) {
                return position;
            }
        }
        return -1;
    }

    private static void checkComment(ByteBuffer tail, int position, Problems problems) {
        int rest = tail.limit() - position - SIZE;
        int comment = Bytes.unsigned16(tail, position + 20);
        if (comment != rest) {
            problems.report(Fault.ZIP_STRAY_BYTES, "end record",
                    "a comment of " + comment + " bytes, and " + rest + " bytes to the end of the file");
        }
        for (int before = lastEnd(tail, position - 1); before >= 0; before = lastEnd(tail, before - 1)) {
            if (before + SIZE + Bytes.unsigned16(tail, before + 20) == tail.limit()) {
                problems.report(Fault.ZIP_HIDDEN_END, "end record", "an end record in the comment of another one");
            }
        }
    }

    private static ZipEnd plain(ByteBuffer tail, int position, long start, Problems problems) {
        int disk = tail.getShort(position + 4) | tail.getShort(position + 6);
        int here = Bytes.unsigned16(tail, position + 8);
        int all = Bytes.unsigned16(tail, position + 10);
        if ((disk != 0 && disk != -1) || here != all) {
            problems.report(Fault.ZIP_COUNTS, "end record", "a part of an archive in several files");
        }
        return new ZipEnd(Bytes.unsigned32(tail, position + 16), Bytes.unsigned32(tail, position + 12), all,
                start + position);
    }

    private static boolean hasLocator(ByteBuffer tail, int position) {
        return position >= LOCATOR_SIZE && tail.getInt(position - LOCATOR_SIZE) == LOCATOR;
    }

    private static ZipEnd without64(ZipEnd plain, Problems problems) {
        if (plain.offset == MOST_32 || plain.size == MOST_32 || plain.entries == MOST_16) {
            problems.report(Fault.ZIP_ZIP64, "end record", "fields that point to a ZIP64 record that is missing");
        }
        return plain;
    }

    private static ZipEnd with64(ByteBuffer tail, int position, long start, ZipEnd plain, Problems problems)
            throws UnreadableArchiveException {
        int at = position - LOCATOR_SIZE - RECORD_64_SIZE;
        if (at < 0 || tail.getInt(at) != RECORD_64) {
            throw new UnreadableArchiveException(Fault.ZIP_ZIP64, "end record",
                    "a ZIP64 locator without its record before it");
        }
        boolean isWhereItShouldBe =
                tail.getLong(position - 12) == start + at && tail.getLong(at + 4) == RECORD_64_SIZE - 12;
        boolean isOneFile = tail.getInt(position - 16) == 0 && tail.getInt(position - 4) <= 1
                && tail.getInt(at + 16) == 0 && tail.getInt(at + 20) == 0
                && tail.getLong(at + 24) == tail.getLong(at + 32);
        ZipEnd found = new ZipEnd(tail.getLong(at + 48), tail.getLong(at + 40), tail.getLong(at + 32), start + at);
        if (!isWhereItShouldBe || !isOneFile || !found.fits(plain)) {
            problems.report(Fault.ZIP_ZIP64, "end record",
                    "a ZIP64 record that contradicts the end record or its locator");
        }
        return found;
    }

    private boolean fits(ZipEnd plain) {
        return (plain.offset == MOST_32 || plain.offset == offset)
                && (plain.size == MOST_32 || plain.size == size)
                && (plain.entries == MOST_16 || plain.entries == entries);
    }
}
