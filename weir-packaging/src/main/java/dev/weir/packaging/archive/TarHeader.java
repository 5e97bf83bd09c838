package dev.weir.packaging.archive;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One header of a tar, 512 bytes: the form of POSIX (`ustar`), of GNU, or the older one without a magic.
final class TarHeader {
    static final int SIZE = 512;

    private static final byte[] POSIX = {'u', 's', 't', 'a', 'r', 0};
    private static final int BINARY = 0x80;
    private static final int CHECKSUM_START = 148;
    private static final int CHECKSUM_END = 156;

    private final byte[] block;
    private final long offset;

    /// @param offset where it stands, for errors
    TarHeader(byte[] block, long offset) {
        this.block = block;
        this.offset = offset;
    }

    long offset() {
        return offset;
    }

    boolean isZero() {
        return Bits.areZero(block);
    }

    char type() {
        return (char) (block[156] & 0xff);
    }

    boolean hasItsChecksum() {
        int sum = 0;
        for (int index = 0; index < SIZE; index++) {
            boolean inChecksum = index >= CHECKSUM_START && index < CHECKSUM_END;
            sum += inChecksum ? ' ' : block[index] & 0xff;
        }
        try {
            return number(CHECKSUM_START, CHECKSUM_END, "checksum") == sum;
        } catch (UnreadableArchiveException _) {
            return false;
        }
    }

    /// The name, with the prefix that POSIX puts into a field of its own.
    byte[] name() throws UnreadableArchiveException {
        byte[] name = text(0, 100);
        byte[] prefix = text(345, 500);
        if (prefix.length == 0) {
            return name;
        }
        if (!Arrays.equals(block, 257, 263, POSIX, 0, POSIX.length)) {
            throw damaged("a prefix of the name in a header that is not of the POSIX form");
        }
        byte[] whole = Arrays.copyOf(prefix, prefix.length + 1 + name.length);
        whole[prefix.length] = '/';
        System.arraycopy(name, 0, whole, prefix.length + 1, name.length);
        return whole;
    }

    byte[] linkName() {
        return text(157, 257);
    }

    int mode() throws UnreadableArchiveException {
        return (int) (number(100, 108, "mode") & 07777);
    }

    long size() throws UnreadableArchiveException {
        return number(124, 136, "size");
    }

    /// Every field that some reader takes for a number is one: CPython's ends at a header where one is not, and says nothing.
    ///
    /// @throws UnreadableArchiveException where one is not
    void checkNumbers() throws UnreadableArchiveException {
        number(100, 108, "mode");
        number(108, 116, "owner");
        number(116, 124, "group");
        number(124, 136, "size");
        number(136, 148, "time");
        number(329, 337, "device");
        number(337, 345, "device");
    }

    private byte[] text(int start, int end) {
        int stop = start;
        while (stop < end && block[stop] != 0) {
            stop++;
        }
        return Arrays.copyOfRange(block, start, stop);
    }

    /// A number in octal digits or, where the first bit is set, in binary. An empty field is 0.
    private long number(int start, int end, String field) throws UnreadableArchiveException {
        return (block[start] & BINARY) != 0 ? binary(start, end, field) : octal(start, end, field);
    }

    private long binary(int start, int end, String field) throws UnreadableArchiveException {
        byte[] digits = Arrays.copyOfRange(block, start, end);
        if (digits[0] != (byte) BINARY) {
            throw number("a " + field + " that is negative or out of range");
        }
        digits[0] = 0;
        BigInteger value = new BigInteger(1, digits);
        if (value.bitLength() > 62) {
            throw number("a " + field + " that is out of range");
        }
        return value.longValue();
    }

    private long octal(int start, int end, String field) throws UnreadableArchiveException {
        String text = new String(block, start, end - start, StandardCharsets.ISO_8859_1);
        int nul = text.indexOf('\0');
        String digits = (nul < 0 ? text : text.substring(0, nul)).strip();
        if (!digits.chars().allMatch(c -> c >= '0' && c <= '7')) {
            throw number("a " + field + " that is no number");
        }
        if (nul >= 0 && !text.substring(nul).chars().allMatch(c -> c == 0 || c == ' ')) {
            throw number("a " + field + " that goes on after its end");
        }
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }

    private UnreadableArchiveException number(String message) {
        return new UnreadableArchiveException(Fault.TAR_NUMBER, "byte " + offset, message);
    }

    UnreadableArchiveException overridden(String message) {
        return new UnreadableArchiveException(Fault.TAR_OVERRIDE, "byte " + offset, message);
    }

    UnreadableArchiveException damaged(String message) {
        return new UnreadableArchiveException(Fault.DAMAGED, "byte " + offset, message);
    }
}
