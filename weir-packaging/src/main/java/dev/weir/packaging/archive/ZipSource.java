package dev.weir.packaging.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// A zip: the end records, the directory, the headers of the members and their content must leave no room for a second reading
/// ([APPNOTE](https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT)).
final class ZipSource {
    private final SeekableByteChannel channel;
    private final ArchiveLimits limits;
    private final Problems problems;
    private final long size;
    private final Deadline deadline;
    private long expanded;

    ZipSource(SeekableByteChannel channel, ArchiveLimits limits, Problems problems) throws IOException {
        this.channel = channel;
        this.size = channel.size();
        this.deadline = Deadline.in(limits.time());
        this.limits = limits;
        this.problems = problems;
    }

    /// @throws UnreadableArchiveException where no list of members can be had
    List<Member> members() throws IOException {
        ZipEnd end = ZipEnd.find(channel, problems);
        checkLimits(end);
        List<ZipRecord> records = records(end);
        Map<ZipRecord, Long> contents = new ZipLocals(channel, end.offset(), problems).check(records);
        List<Member> members = new ArrayList<>();
        for (ZipRecord record : records) {
            record.check(problems);
            checkSize(record);
            members.add(member(record, contents.getOrDefault(record, size)));
        }
        return members;
    }

    private void checkLimits(ZipEnd end) throws UnreadableArchiveException {
        if (end.entries() < 0 || end.entries() > limits.entries()) {
            throw refused(Fault.TOO_MANY_MEMBERS, "more than " + limits.entries() + " entries");
        }
        if (end.size() < 0 || end.size() > limits.headerBytes()) {
            throw refused(Fault.TOO_LONG_HEADERS, "a directory of more than " + limits.headerBytes() + " bytes");
        }
        if (end.offset() < 0 || end.offset() + end.size() != end.end()) {
            throw refused(Fault.ZIP_COUNTS, "the directory does not end where the end record begins");
        }
    }

    private List<ZipRecord> records(ZipEnd end) throws IOException {
        ByteBuffer directory = Bytes.littleEndian(Bytes.upTo(channel, end.offset(), (int) end.size()));
        List<ZipRecord> records = new ArrayList<>();
        for (long count = 0; count < end.entries(); count++) {
            records.add(ZipRecord.read(directory, problems));
        }
        if (directory.hasRemaining()) {
            problems.report(Fault.ZIP_COUNTS, "central directory", "more in the directory than the end record says");
        }
        return records;
    }

    private void checkSize(ZipRecord record) throws UnreadableArchiveException {
        if (record.size() < 0 || record.size() > limits.expandedBytes() - expanded) {
            throw new UnreadableArchiveException(Fault.TOO_LARGE, record.place(),
                    "expands to more than " + limits.expandedBytes() + " bytes");
        }
        expanded += record.size();
        if (limits.isTooCompressed(expanded, size) || limits.isTooCompressed(record.size(), record.stored())) {
            problems.report(Fault.TOO_COMPRESSED, record.place(),
                    "expands to more than " + limits.ratio() + " times its size");
        }
    }

    private Member member(ZipRecord record, long start) throws IOException {
        String path = EntryName.checked(record.nameBytes(), limits, problems);
        OptionalInt mode = record.hasType() ? OptionalInt.of(record.mode() & 07777) : OptionalInt.empty();
        if (record.isFolder()) {
            checkFolder(record, path, start);
            return new Member(new ArchiveEntry.Folder(path, mode), Member.NOTHING);
        }
        return new Member(new ArchiveEntry.File(path, mode, record.size()), () -> content(record, path, start));
    }

    /// Some tools store what nothing deflates to; readers of the headers come across it.
    private void checkFolder(ZipRecord record, String path, long start) throws IOException {
        if (record.stored() > 0 && problems.refusal().isEmpty()) {
            try (InputStream nothing = content(record, path, start)) {
                nothing.transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    private InputStream content(ZipRecord record, String path, long start) {
        InputStream stored = Bytes.stream(channel, start, record.stored());
        InputStream plain = record.method() == ZipRecord.STORED ? stored : new Inflated(stored, record.stored());
        return new CheckedContent(plain, path, record.size(), record.checksum(), deadline);
    }

    private static UnreadableArchiveException refused(Fault fault, String message) {
        return new UnreadableArchiveException(fault, "central directory", message);
    }
}
