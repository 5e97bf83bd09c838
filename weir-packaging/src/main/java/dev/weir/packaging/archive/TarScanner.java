package dev.weir.packaging.archive;

import dev.weir.packaging.tree.EscapedPath;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Reads the headers of a plain tar: POSIX, GNU long names, and the older form. Content is read where it stands.
final class TarScanner {
    private static final int LONGEST_EXTENDED_HEADER = 1 << 20;

    private final SeekableByteChannel tar;
    private final ArchiveLimits limits;
    private final Problems problems;
    private final long end;
    private final List<Member> members = new ArrayList<>();
    private final Map<String, Member> files = new HashMap<>();
    private long position;
    private boolean namesBeginWithDot;
    private PaxRecords pax = PaxRecords.none();
    private Optional<byte[]> longName = Optional.empty();
    private Optional<byte[]> longLink = Optional.empty();
    private boolean isEntryAwaited;

    TarScanner(SeekableByteChannel tar, ArchiveLimits limits, Problems problems) throws IOException {
        this.tar = tar;
        this.limits = limits;
        this.problems = problems;
        this.end = tar.size();
    }

    List<Member> members() throws IOException {
        TarHeader header = nextHeader();
        while (!header.isZero()) {
            read(header);
            header = nextHeader();
        }
        checkEnd(header);
        return members;
    }

    /// Whether an entry had a name such as `./a`, which is given as `a`.
    boolean namesBeginWithDot() {
        return namesBeginWithDot;
    }

    private TarHeader nextHeader() throws IOException {
        TarHeader header = new TarHeader(bytes(TarHeader.SIZE, "the end mark is missing"), position);
        position += TarHeader.SIZE;
        if (!header.isZero() && !header.hasItsChecksum()) {
            throw new UnreadableArchiveException(Fault.TAR_CHECKSUM, "byte " + header.offset(),
                    "the checksum of a header does not fit");
        }
        if (!header.isZero()) {
            header.checkNumbers();
        }
        return header;
    }

    private void read(TarHeader header) throws IOException {
        isEntryAwaited = "xLK".indexOf(header.type()) >= 0 || (header.type() == 'g' && isEntryAwaited);
        switch (header.type()) {
            case 'x' -> pax = extended(header, pax);
            case 'g' -> checkGlobal(header, extended(header, PaxRecords.none()));
            case 'L' -> longName = Optional.of(longText(header, longName));
            case 'K' -> longLink = Optional.of(longText(header, longLink));
            default -> addMember(header);
        }
    }

    private PaxRecords extended(TarHeader header, PaxRecords before) throws IOException {
        if (before.changesEntries()) {
            throw header.overridden("two extended headers for one entry");
        }
        return PaxRecords.parse(extension(header), header.offset());
    }

    private static void checkGlobal(TarHeader header, PaxRecords records) throws UnreadableArchiveException {
        if (records.changesEntries()) {
            throw header.overridden("a global header that changes names or sizes");
        }
    }

    private byte[] longText(TarHeader header, Optional<byte[]> before) throws IOException {
        if (before.isPresent()) {
            throw header.overridden("two long names for one entry");
        }
        byte[] text = extension(header);
        int length = 0;
        while (length < text.length && text[length] != 0) {
            length++;
        }
        if (!Bits.areZero(Arrays.copyOfRange(text, length, text.length))) {
            throw header.overridden("a long name with something behind its end");
        }
        return Arrays.copyOf(text, length);
    }

    private byte[] extension(TarHeader header) throws IOException {
        long size = header.size();
        if (size > Math.min(LONGEST_EXTENDED_HEADER, limits.headerBytes())) {
            throw new UnreadableArchiveException(Fault.TOO_LONG_HEADERS, "byte " + header.offset(),
                    "an extended header of " + size + " bytes");
        }
        byte[] data = bytes((int) size, "cut short in an extended header");
        position += padded(size);
        return data;
    }

    private void addMember(TarHeader header) throws IOException {
        if (members.size() == limits.entries()) {
            throw new UnreadableArchiveException(Fault.TOO_MANY_MEMBERS, "byte " + header.offset(),
                    "more than " + limits.entries() + " entries");
        }
        byte[] name = name(header);
        Optional<String> path = EntryName.normalised(name, limits, problems);
        namesBeginWithDot |= path.isEmpty() || startsWith(name, "./");
        if (path.isPresent()) {
            add(member(header, path.get(), name));
        } else if (header.type() != '5') {
            throw new UnreadableArchiveException(Fault.NAME_PARTS, ".", "an entry for the root that is no folder");
        }
        pax = PaxRecords.none();
        longName = Optional.empty();
        longLink = Optional.empty();
    }

    private static boolean startsWith(byte[] name, String text) {
        return new String(name, StandardCharsets.ISO_8859_1).startsWith(text);
    }

    private void add(Member member) {
        members.add(member);
        if (member.entry() instanceof ArchiveEntry.File) {
            files.put(member.path(), member);
        }
    }

    private Member member(TarHeader header, String path, byte[] name) throws IOException {
        boolean endsInSlash = name.length > 0 && name[name.length - 1] == '/';
        return switch (header.type()) {
            case '0', '\0', '7' -> endsInSlash ? folder(header, path) : file(header, path);
            case '1' -> hardLink(header, path);
            case '2' -> new Member(new ArchiveEntry.Link(path, target(header, path)), Member.NOTHING);
            case '5' -> folder(header, path);
            case '3', '4', '6' -> throw new UnreadableArchiveException(Fault.SPECIAL_FILE, path, "a device or a fifo");
            case 'S' -> throw new UnreadableArchiveException(Fault.TAR_SPARSE, path, "a sparse file");
            default -> throw new UnreadableArchiveException(Fault.TAR_TYPE, path,
                    "an entry of the unknown type " + (int) header.type());
        };
    }

    private Member file(TarHeader header, String path) throws IOException {
        if ((header.mode() & 06000) != 0) {
            problems.report(Fault.SETUID, path, "a permission that lends the rights of its owner or group");
        }
        if (pax.isSparse()) {
            throw new UnreadableArchiveException(Fault.TAR_SPARSE, path, "a sparse file");
        }
        long size = pax.sizeOr(header.size());
        long start = position;
        if (size > end - start) {
            throw new UnreadableArchiveException(Fault.DAMAGED, path, "cut short in the content of a file");
        }
        position += padded(size);
        return new Member(new ArchiveEntry.File(path, OptionalInt.of(header.mode()), size),
                () -> Bytes.stream(tar, start, size));
    }

    private Member folder(TarHeader header, String path) throws IOException {
        if (pax.sizeOr(header.size()) != 0) {
            throw new UnreadableArchiveException(Fault.FOLDER_CONTENT, path, "a folder with content");
        }
        return new Member(new ArchiveEntry.Folder(path, OptionalInt.of(header.mode())), Member.NOTHING);
    }

    private Member hardLink(TarHeader header, String path) throws IOException {
        Optional<String> target =
                EntryName.normalised(longLink.or(pax::linkPath).orElse(header.linkName()), limits, problems);
        Member file = target.map(files::get).orElse(null);
        if (file == null) {
            throw new UnreadableArchiveException(Fault.TAR_LINK, path, "a hard link to no file that stands before it");
        }
        if (pax.sizeOr(header.size()) != 0) {
            throw new UnreadableArchiveException(Fault.DAMAGED, path, "a hard link with content");
        }
        problems.report(Fault.TAR_HARD_LINK, path, "a hard link, which is the file that it names");
        ArchiveEntry.File linked = (ArchiveEntry.File) file.entry();
        return new Member(new ArchiveEntry.File(path, linked.mode(), linked.size()), file.content());
    }

    private String target(TarHeader header, String path) throws IOException {
        byte[] target = longLink.or(pax::linkPath).orElse(header.linkName());
        if (pax.sizeOr(header.size()) != 0) {
            throw new UnreadableArchiveException(Fault.DAMAGED, path, "a symbolic link with content");
        }
        EntryName.checkLength(target, limits);
        return EscapedPath.escape(target);
    }

    private byte[] name(TarHeader header) throws UnreadableArchiveException {
        boolean twice =
                (longName.isPresent() && pax.path().isPresent())
                        || (longLink.isPresent() && pax.linkPath().isPresent());
        if (twice) {
            throw header.overridden("a long name in two forms");
        }
        Optional<byte[]> told = longName.or(pax::path);
        return told.isPresent() ? told.get() : header.name();
    }

    private void checkEnd(TarHeader header) throws IOException {
        if (isEntryAwaited) {
            throw header.overridden("an extended header without its entry");
        }
        while (position < end) {
            byte[] rest = Bytes.upTo(tar, position, 1 << 16);
            if (!Bits.areZero(rest)) {
                throw new UnreadableArchiveException(Fault.TAR_TRAILING, "byte " + position,
                        "something after the end mark");
            }
            position += rest.length;
        }
    }

    private byte[] bytes(int length, String otherwise) throws IOException {
        byte[] data = Bytes.upTo(tar, position, length);
        if (data.length < length) {
            throw new UnreadableArchiveException(Fault.DAMAGED, "byte " + position, otherwise);
        }
        return data;
    }

    private static long padded(long size) {
        return (size + TarHeader.SIZE - 1) / TarHeader.SIZE * TarHeader.SIZE;
    }
}
