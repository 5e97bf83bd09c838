package dev.weir.packaging.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The headers before the content of each member: they say what the directory says, and leave no byte to anything else.
final class ZipLocals {
    private static final int SIZE = 30;
    private static final int SIGNATURE = 0x04034b50;
    private static final int DESCRIPTOR = 0x08074b50;
    private static final int MOST_EXTRA_READ_AT_ONCE = 64;

    private final SeekableByteChannel channel;
    private final long end;
    private final Problems problems;
    private final Map<ZipRecord, Long> contents = new HashMap<>();

    /// @param end where the directory begins
    ZipLocals(SeekableByteChannel channel, long end, Problems problems) {
        this.channel = channel;
        this.end = end;
        this.problems = problems;
    }

    /// Where the content of each member begins.
    Map<ZipRecord, Long> check(List<ZipRecord> records) throws IOException {
        List<ZipRecord> sorted = records.stream().sorted(Comparator.comparingLong(ZipRecord::offset)).toList();
        checkGap(0, sorted.isEmpty() ? end : sorted.getFirst().offset(), "before the first member");
        for (int index = 0; index < sorted.size(); index++) {
            long next = index + 1 < sorted.size() ? sorted.get(index + 1).offset() : end;
            check(sorted.get(index), next);
        }
        return contents;
    }

    private void checkGap(long from, long to, String where) throws IOException {
        if (from < to) {
            byte[] start = Bytes.upTo(channel, from, SIZE);
            boolean isMember = start.length == SIZE && to - from >= SIZE
                    && Bytes.littleEndian(start).getInt(0) == SIGNATURE;
            problems.report(isMember ? Fault.ZIP_UNLISTED : Fault.ZIP_STRAY_BYTES, "byte " + from,
                    isMember ? "a member that the directory does not list" : (to - from) + " bytes " + where);
        }
    }

    private void check(ZipRecord record, long next) throws IOException {
        if (record.offset() < 0 || record.offset() > end - SIZE || record.stored() < 0 || record.stored() > end) {
            problems.report(Fault.ZIP_COUNTS, record.place(), "a member outside the file");
            return;
        }
        byte[] start = Bytes.upTo(channel, record.offset(), SIZE + record.name().length() + MOST_EXTRA_READ_AT_ONCE);
        ByteBuffer header = Bytes.littleEndian(start);
        if (start.length < SIZE || header.getInt(0) != SIGNATURE) {
            problems.report(Fault.ZIP_COUNTS, record.place(), "no header where the directory says that the member is");
            return;
        }
        int name = Bytes.unsigned16(header, 26);
        int extra = Bytes.unsigned16(header, 28);
        checkHeader(record, header, whole(record, start, SIZE + name + extra), name);
        checkRest(record, record.offset() + SIZE + name + extra, next);
    }

    private byte[] whole(ZipRecord record, byte[] start, int length) throws IOException {
        return length <= start.length ? start : Bytes.upTo(channel, record.offset(), length);
    }

    private void checkHeader(ZipRecord record, ByteBuffer header, byte[] bytes, int name) {
        if (bytes.length < SIZE + name
                || !Arrays.equals(bytes, SIZE, SIZE + name, record.nameBytes(), 0, record.name().length())) {
            mismatch(record, "another name");
        }
        if (Bytes.unsigned16(header, 6) != record.flags()) {
            mismatch(record, "other flags");
        }
        if (Bytes.unsigned16(header, 8) != record.method()) {
            mismatch(record, "another method");
        }
        checkSizes(record, header, extraOf(bytes, SIZE + name, Bytes.unsigned16(header, 28)));
    }

    private static byte[] extraOf(byte[] bytes, int start, int length) {
        return Arrays.copyOfRange(bytes, Math.min(start, bytes.length), Math.min(start + length, bytes.length));
    }

    private void checkSizes(ZipRecord record, ByteBuffer header, byte[] extra) {
        long checksum = Bytes.unsigned32(header, 14);
        ZipExtra told = new ZipExtra(Bytes.unsigned32(header, 22),
                Bytes.unsigned32(header, 18), 0, false);
        ZipExtra sizes = ZipExtra.read(extra, told, record.place(), problems);
        boolean isLeftOut = record.hasDescriptor() && checksum == 0 && sizes.size() == 0 && sizes.stored() == 0;
        if (!isLeftOut && checksum != record.checksum()) {
            mismatch(record, "another checksum");
        }
        if (!isLeftOut && (sizes.size() != record.size() || sizes.stored() != record.stored())) {
            mismatch(record, "another size");
        }
    }

    private void checkRest(ZipRecord record, long content, long next) throws IOException {
        contents.put(record, content);
        long after = content + record.stored();
        if (after > next) {
            problems.report(Fault.ZIP_OVERLAP, record.place(), "content that reaches into what follows it");
        } else if (record.hasDescriptor()) {
            problems.report(Fault.ZIP_DESCRIPTOR, record.place(), "sizes and checksum stand behind the content");
            checkGap(after + descriptorSize(record, after, next), next, "between members");
        } else {
            checkGap(after, next, "between members");
        }
    }

    /// How long the descriptor is, with or without a signature, with sizes of 4 or of 8 bytes.
    private int descriptorSize(ZipRecord record, long at, long next) throws IOException {
        ByteBuffer bytes = Bytes.littleEndian(Bytes.upTo(channel, at, (int) Math.min(24, next - at)));
        int signature = bytes.limit() >= 4 && bytes.getInt(0) == DESCRIPTOR ? 4 : 0;
        if (fits(record, bytes, signature, next - at, 4)) {
            return signature + 12;
        }
        if (fits(record, bytes, signature, next - at, 8)) {
            return signature + 20;
        }
        mismatch(record, "another checksum or size behind its content");
        return bytes.limit();
    }

    private static boolean fits(ZipRecord record, ByteBuffer bytes, int start, long room, int width) {
        int length = start + 4 + 2 * width;
        if (bytes.limit() < length || (width == 4 && room != length && room == start + 20)) {
            return false;
        }
        return Bytes.unsigned32(bytes, start) == record.checksum()
                && number(bytes, start + 4, width) == record.stored()
                && number(bytes, start + 4 + width, width) == record.size();
    }

    private static long number(ByteBuffer bytes, int at, int width) {
        return width == 8 ? bytes.getLong(at) : Bytes.unsigned32(bytes, at);
    }

    private void mismatch(ZipRecord record, String what) {
        problems.report(Fault.ZIP_MISMATCH, record.place(), "its header says " + what + " than the directory");
    }
}
