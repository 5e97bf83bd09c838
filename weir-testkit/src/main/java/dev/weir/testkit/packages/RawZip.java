package dev.weir.testkit.packages;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Writes zips field by field, also such as no honest tool writes. What is not said otherwise is right.
public final class RawZip {

    /// A field of a header.
    public enum Field {
        FLAGS,
        METHOD,
        CHECKSUM,
        STORED,
        SIZE,
        OFFSET,
        ATTRIBUTES
    }

    /// A member: what its local header says, what the directory says, and what lies there.
    ///
    /// @param name        in the directory
    /// @param localName   in the local header
    /// @param data        as it is stored
    /// @param directory   what the directory says
    /// @param local       what the local header says
    /// @param extra       extra fields, of both
    /// @param before      bytes before the local header
    /// @param behind      bytes behind the content: a descriptor
    /// @param isListed    whether the directory has it
    @SuppressWarnings("ArrayRecordComponent")
    public record Member(
            byte[] name,
            byte[] localName,
            byte[] data,
            Map<Field, Long> directory,
            Map<Field, Long> local,
            byte[] extra,
            byte[] before,
            byte[] behind,
            boolean isListed) {

        private static Member of(byte[] name, byte[] content, boolean isDeflated) {
            var data = isDeflated ? deflated(content) : content;
            var sum = new CRC32();
            sum.update(content);
            var fields = new LinkedHashMap<Field, Long>();
            fields.put(Field.FLAGS, isAscii(name) ? 0L : 1L << 11);
            fields.put(Field.METHOD, isDeflated ? 8L : 0L);
            fields.put(Field.CHECKSUM, sum.getValue());
            fields.put(Field.STORED, (long) data.length);
            fields.put(Field.SIZE, (long) content.length);
            fields.put(Field.ATTRIBUTES,
                    name.length > 0 && name[name.length - 1] == '/' ? 040755L << 16 : 0100644L << 16);
            return new Member(name, name, data, fields, fields, new byte[0], new byte[0], new byte[0], true);
        }

        /// The same with another value in both headers.
        public Member with(Field field, long value) {
            return inDirectory(field, value).inHeader(field, value);
        }

        /// The same with another value in the directory.
        public Member inDirectory(Field field, long value) {
            return new Member(name, localName, data, put(directory, field, value), local, extra, before, behind,
                    isListed);
        }

        /// The same with another value in the local header.
        public Member inHeader(Field field, long value) {
            return new Member(name, localName, data, directory, put(local, field, value), extra, before, behind,
                    isListed);
        }

        /// The same with another name in the local header.
        public Member named(String other) {
            return new Member(name, utf8(other), data, directory, local, extra, before, behind, isListed);
        }

        /// The same with extra fields.
        public Member extra(byte[] fields) {
            return new Member(name, localName, data, directory, local, fields, before, behind, isListed);
        }

        /// The same with bytes before its header.
        public Member after(byte[] bytes) {
            return new Member(name, localName, data, directory, local, extra, bytes, behind, isListed);
        }

        /// The same with other stored bytes.
        public Member data(byte[] other) {
            return new Member(name, localName, other, directory, local, extra, before, behind, isListed);
        }

        /// The same, left out of the directory.
        public Member unlisted() {
            return new Member(name, localName, data, directory, local, extra, before, behind, false);
        }

        /// The same with its sizes behind the content, and not in the local header.
        public Member described() {
            var flags = directory.getOrDefault(Field.FLAGS, 0L) | 8;
            var descriptor = new Fields().putInt(0x08074b50).putInt(value(directory, Field.CHECKSUM))
                    .putInt(value(directory, Field.STORED)).putInt(value(directory, Field.SIZE));
            return new Member(name, localName, data, directory, local, extra, before, descriptor.bytes(), isListed)
                    .with(Field.FLAGS, flags).inHeader(Field.CHECKSUM, 0).inHeader(Field.STORED, 0)
                    .inHeader(Field.SIZE, 0);
        }

        private static Map<Field, Long> put(Map<Field, Long> fields, Field field, long value) {
            var changed = new LinkedHashMap<>(fields);
            changed.put(field, value);
            return changed;
        }
    }

    private final List<Member> members = new ArrayList<>();
    private byte[] prefix = new byte[0];
    private byte[] beforeDirectory = new byte[0];
    private byte[] comment = new byte[0];
    private byte[] suffix = new byte[0];
    private byte[] beforeEnd = new byte[0];
    private UnaryOperator<byte[]> end = UnaryOperator.identity();

    /// A deflated file.
    public RawZip file(String name, String content) {
        return file(name, content, UnaryOperator.identity());
    }

    /// A deflated file that is somehow else.
    public RawZip file(String name, String content, UnaryOperator<Member> change) {
        members.add(change.apply(Member.of(utf8(name), utf8(content), true)));
        return this;
    }

    /// A stored file that is somehow else.
    public RawZip stored(String name, String content, UnaryOperator<Member> change) {
        members.add(change.apply(Member.of(utf8(name), utf8(content), false)));
        return this;
    }

    /// A stored file whose name need not be text.
    public RawZip raw(byte[] name, byte[] content, UnaryOperator<Member> change) {
        members.add(change.apply(Member.of(name, content, false)));
        return this;
    }

    /// Bytes before the first member; all offsets are right.
    public RawZip prefix(byte[] bytes) {
        prefix = bytes.clone();
        return this;
    }

    /// Bytes between the last member and the directory.
    public RawZip beforeDirectory(byte[] bytes) {
        beforeDirectory = bytes.clone();
        return this;
    }

    /// Bytes between the directory and the end record.
    public RawZip beforeEnd(byte[] bytes) {
        beforeEnd = bytes.clone();
        return this;
    }

    /// A comment of the archive.
    public RawZip comment(byte[] bytes) {
        comment = bytes.clone();
        return this;
    }

    /// Bytes behind the end record.
    public RawZip suffix(byte[] bytes) {
        suffix = bytes.clone();
        return this;
    }

    /// Another end record, made of the right one.
    public RawZip end(UnaryOperator<byte[]> change) {
        end = change;
        return this;
    }

    /// The archive.
    public byte[] bytes() {
        var out = new ByteArrayOutputStream();
        var directory = new ByteArrayOutputStream();
        out.writeBytes(prefix);
        for (var member : members) {
            out.writeBytes(member.before());
            if (member.isListed()) {
                directory.writeBytes(record(member, out.size()));
            }
            out.writeBytes(header(member));
            out.writeBytes(member.data());
            out.writeBytes(member.behind());
        }
        out.writeBytes(beforeDirectory);
        var start = out.size();
        out.writeBytes(directory.toByteArray());
        out.writeBytes(beforeEnd);
        out.writeBytes(end.apply(endRecord(directory.size(), start)));
        out.writeBytes(comment);
        out.writeBytes(suffix);
        return out.toByteArray();
    }

    private static byte[] header(Member member) {
        var buffer = new Fields();
        buffer.putInt(0x04034b50).putShort(20);
        common(buffer, member.local());
        return buffer.putShort(member.localName().length).putShort(member.extra().length)
                .put(member.localName()).put(member.extra()).bytes();
    }

    private static byte[] record(Member member, int offset) {
        var fields = member.directory();
        var buffer = new Fields();
        buffer.putInt(0x02014b50).putShort((3 << 8 | 20)).putShort(20);
        common(buffer, fields);
        buffer.putShort(member.name().length).putShort(member.extra().length).putShort(0)
                .putShort(0).putShort(0).putInt(value(fields, Field.ATTRIBUTES))
                .putInt((int) (long) fields.getOrDefault(Field.OFFSET, (long) offset));
        return buffer.put(member.name()).put(member.extra()).bytes();
    }

    private static void common(Fields buffer, Map<Field, Long> fields) {
        buffer.putShort(value(fields, Field.FLAGS)).putShort(value(fields, Field.METHOD))
                .putShort(0).putShort(0x21).putInt(value(fields, Field.CHECKSUM))
                .putInt(value(fields, Field.STORED)).putInt(value(fields, Field.SIZE));
    }

    private byte[] endRecord(int size, int start) {
        var count = (int) members.stream().filter(Member::isListed).count();
        return new Fields().putInt(0x06054b50).putShort(0).putShort(0).putShort(count).putShort(count)
                .putInt(size).putInt(start).putShort(comment.length).bytes();
    }

    private static int value(Map<Field, Long> fields, Field field) {
        return (int) (long) fields.getOrDefault(field, 0L);
    }

    private static byte[] deflated(byte[] content) {
        var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(content);
        deflater.finish();
        var out = new ByteArrayOutputStream();
        var block = new byte[1 << 12];
        while (!deflater.finished()) {
            out.write(block, 0, deflater.deflate(block));
        }
        deflater.end();
        return out.toByteArray();
    }

    private static boolean isAscii(byte[] name) {
        var seen = 0;
        for (var octet : name) {
            seen |= octet;
        }
        return seen >= 0;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Numbers with the least byte first.
    private static final class Fields {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Fields putInt(int value) {
            return putShort(value).putShort(value >>> 16);
        }

        Fields putShort(int value) {
            out.write(value);
            out.write(value >>> 8);
            return this;
        }

        Fields put(byte[] bytes) {
            out.writeBytes(bytes);
            return this;
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }
}
