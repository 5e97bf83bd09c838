package dev.weir.packaging.archive;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What the directory of a zip says of one member.
///
/// @param name as it is stored, a character for each byte
/// @param attributes the external ones: the mode of Unix in the upper half, the flags of DOS in the lower
record ZipRecord(String name, int flags, int method, long checksum, long size, long stored, long offset,
        int attributes) {
    static final int SIZE = 46;
    static final int SIGNATURE = 0x02014b50;
    static final int UTF8 = 1 << 11;
    static final int DESCRIPTOR = 1 << 3;
    static final int STORED = 0;
    static final int DEFLATED = 8;

    private static final int ENCRYPTED = 1 | 1 << 6 | 1 << 13;
    private static final int KNOWN_FLAGS = ENCRYPTED | 6 | DESCRIPTOR | UTF8;
    private static final int FIRST_BEYOND_ASCII = 0x80;
    private static final int NEWEST_VERSION = 63;
    private static final int DOS_FOLDER = 0x10;
    private static final int TYPE = 0170000;
    private static final int FILE = 0100000;
    private static final int FOLDER = 0040000;
    private static final int LINK = 0120000;

    /// Reads the record at the position of a directory, which is moved behind it.
    ///
    /// @throws UnreadableArchiveException where there is none
    static ZipRecord read(ByteBuffer directory, Problems problems) throws UnreadableArchiveException {
        int start = directory.position();
        if (directory.remaining() < SIZE || directory.getInt(start) != SIGNATURE) {
            throw new UnreadableArchiveException(Fault.ZIP_COUNTS, "central directory",
                    "fewer members than the end record says, or a damaged one");
        }
        int name = Bytes.unsigned16(directory, start + 28);
        int extra = Bytes.unsigned16(directory, start + 30);
        int comment = Bytes.unsigned16(directory, start + 32);
        if (directory.remaining() < SIZE + name + extra + comment) {
            throw new UnreadableArchiveException(Fault.DAMAGED, "central directory", "cut short in a member");
        }
        byte[] bytes = new byte[name + extra];
        directory.get(start + SIZE, bytes);
        directory.position(start + SIZE + name + extra + comment);
        return of(directory, start, Arrays.copyOf(bytes, name), Arrays.copyOfRange(bytes, name, name + extra),
                problems);
    }

    private static ZipRecord of(ByteBuffer in, int start, byte[] name, byte[] extra, Problems problems) {
        String place = Names.shown(name);
        ZipExtra told = new ZipExtra(Bytes.unsigned32(in, start + 24), Bytes.unsigned32(in, start + 20),
                Bytes.unsigned32(in, start + 42), false);
        ZipExtra sizes = ZipExtra.read(extra, told, place, problems);
        if ((in.get(start + 6) & 0xff) > NEWEST_VERSION) {
            problems.report(Fault.ZIP_METHOD, place, "it needs a version of the format that hardly any reader knows");
        }
        if (Bytes.unsigned16(in, start + 34) != 0) {
            problems.report(Fault.ZIP_COUNTS, place, "a member in another file of an archive in several files");
        }
        return new ZipRecord(new String(name, StandardCharsets.ISO_8859_1), Bytes.unsigned16(in, start + 8),
                Bytes.unsigned16(in, start + 10), Bytes.unsigned32(in, start + 16),
                sizes.size(), sizes.stored(),
                sizes.offset(), in.getInt(start + 38));
    }

    String place() {
        return Names.shown(nameBytes());
    }

    byte[] nameBytes() {
        return name.getBytes(StandardCharsets.ISO_8859_1);
    }

    boolean isFolder() {
        return name.endsWith("/");
    }

    boolean hasDescriptor() {
        return (flags & DESCRIPTOR) != 0;
    }

    int mode() {
        return attributes >>> 16;
    }

    /// Whether the mode says of what type it is; to installers it is none where it does not.
    boolean hasType() {
        return (mode() & TYPE) != 0;
    }

    void check(Problems problems) {
        checkFeatures(problems);
        checkType(problems);
        if (isFolder() && size != 0) {
            problems.report(Fault.FOLDER_CONTENT, place(), "a folder with content");
        }
        if (method == STORED && size != stored) {
            problems.report(Fault.ZIP_MISMATCH, place(), "stored as it is, with two different sizes");
        }
        if ((flags & UTF8) == 0 && !isAscii()) {
            problems.report(Fault.NAME_ENCODING, place(), "a name beyond ASCII that is not marked as UTF-8");
        }
    }

    private void checkFeatures(Problems problems) {
        if ((flags & ENCRYPTED) != 0) {
            problems.report(Fault.ZIP_ENCRYPTED, place(), "encrypted content");
        }
        if (method != STORED && method != DEFLATED) {
            problems.report(Fault.ZIP_METHOD, place(), "compressed by method " + method);
        }
        if ((flags & ~KNOWN_FLAGS) != 0) {
            problems.report(Fault.ZIP_METHOD, place(),
                    "flags that hardly any reader knows: " + Integer.toHexString(flags));
        }
    }

    private void checkType(Problems problems) {
        int type = mode() & TYPE;
        boolean saysFolder = type == FOLDER || (type == 0 && (attributes & DOS_FOLDER) != 0);
        if (type == LINK) {
            problems.report(Fault.ZIP_LINK, place(), "a symbolic link in a zip, which some installers write as a file");
        } else if (type != 0 && type != FILE && type != FOLDER) {
            problems.report(Fault.SPECIAL_FILE, place(), "a device, a fifo or the like");
        } else if (saysFolder != isFolder() && (type != 0 || saysFolder)) {
            problems.report(Fault.FILE_AND_FOLDER, place(),
                    "a folder by its name or its mode, and a file by the other");
        }
        if ((mode() & 06000) != 0) {
            problems.report(Fault.SETUID, place(), "a permission that lends the rights of its owner or group");
        }
    }

    private boolean isAscii() {
        return name.chars().allMatch(c -> c < FIRST_BEYOND_ASCII);
    }
}
