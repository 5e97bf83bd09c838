package dev.weir.hooks.structure;

import static dev.weir.hooks.structure.Sample.zip;

import dev.weir.testkit.packages.RawZip;
import dev.weir.testkit.packages.RawZip.Field;
import dev.weir.testkit.packages.RawZip.Member;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/// Zips with one thing wrong.
final class ZipSamples {

    private static final byte[] PLAIN = SampleWheel.plain().bytes();
    private static final String MORE = "demo/more.py";

    private ZipSamples() {}

    static List<Sample> all() {
        return List.of(
                zip(StructureRule.NOT_AN_ARCHIVE, "empty", new byte[0], PLAIN),
                zip(StructureRule.NOT_AN_ARCHIVE, "a script", "#!/bin/sh\n".getBytes(StandardCharsets.UTF_8), PLAIN),
                zip(StructureRule.DAMAGED, "cut short", Arrays.copyOf(PLAIN, PLAIN.length - 30), PLAIN),
                damagedContent(),
                zip(StructureRule.ZIP_MISMATCH, "another name", with(member -> member.named("demo/evil.py")),
                        with(member -> member)),
                zip(StructureRule.ZIP_MISMATCH, "another size", with(member -> member.inHeader(Field.SIZE, 5)),
                        with(member -> member)),
                zip(StructureRule.ZIP_MISMATCH, "another size in the directory",
                        with(member -> member.inDirectory(Field.SIZE, 5)), PLAIN),
                zip(StructureRule.ZIP_MISMATCH, "another method", with(member -> member.inHeader(Field.METHOD, 0)),
                        PLAIN),
                zip(StructureRule.ZIP_MISMATCH, "other flags", with(member -> member.inHeader(Field.FLAGS, 2)),
                        with(member -> member.with(Field.FLAGS, 2))),
                zip(StructureRule.ZIP_MISMATCH, "another checksum", with(member -> member.inHeader(Field.CHECKSUM, 5)),
                        PLAIN),
                zip(StructureRule.ZIP_MISMATCH, "a descriptor that does not fit",
                        with(member -> member.described().inDirectory(Field.CHECKSUM, 1)), with(Member::described)),
                zip(StructureRule.ZIP_DESCRIPTOR, "a descriptor", with(Member::described), PLAIN),
                zip(StructureRule.ZIP_UNLISTED, "an unlisted member", with(Member::unlisted), PLAIN),
                zip(StructureRule.ZIP_OVERLAP, "one header of two members", overlapping(), PLAIN),
                zip(StructureRule.ZIP_STRAY_BYTES, "bytes at the start",
                        SampleWheel.plain().zip().prefix(bytes("#!/bin/sh\n")).bytes(), PLAIN),
                zip(StructureRule.ZIP_STRAY_BYTES, "bytes between members",
                        with(member -> member.after(bytes("hidden"))), PLAIN),
                zip(StructureRule.ZIP_STRAY_BYTES, "bytes before the directory",
                        SampleWheel.plain().zip().beforeDirectory(bytes("hidden")).bytes(), PLAIN),
                zip(StructureRule.ZIP_STRAY_BYTES, "bytes behind",
                        SampleWheel.plain().zip().suffix(bytes("hidden")).bytes(),
                        SampleWheel.plain().zip().comment(bytes("seen")).bytes()),
                zip(StructureRule.ZIP_HIDDEN_END, "an end record in the comment",
                        SampleWheel.plain().zip().comment(new RawZip().bytes()).bytes(),
                        SampleWheel.plain().zip().comment(bytes("PK\5")).bytes()),
                zip(StructureRule.ZIP_ZIP64, "a pointer to nowhere",
                        SampleWheel.plain().zip().end(end -> filled(end, 16, 4)).bytes(), PLAIN),
                zip(StructureRule.ZIP_ZIP64, "a field that does not fit", with(member -> member.extra(extra(1, 8))),
                        with(member -> member.extra(extra(0x5455, 5)))),
                zip(StructureRule.ZIP_COUNTS, "fewer than it says",
                        SampleWheel.plain().zip().end(end -> raised(raised(end, 8), 10)).bytes(), PLAIN),
                zip(StructureRule.ZIP_COUNTS, "more than it says",
                        SampleWheel.plain().zip().end(end -> lowered(lowered(end, 8), 10)).bytes(), PLAIN),
                zip(StructureRule.ZIP_COUNTS, "a wrong offset",
                        SampleWheel.plain().zip().end(end -> raised(end, 16)).bytes(), PLAIN),
                zip(StructureRule.ZIP_COUNTS, "bytes behind the directory",
                        SampleWheel.plain().zip().beforeEnd(bytes("hidden")).bytes(), PLAIN),
                zip(StructureRule.ZIP_COUNTS, "a member where none is",
                        with(member -> member.inDirectory(Field.OFFSET, 3)), PLAIN),
                zip(StructureRule.ZIP_ENCRYPTED, "encrypted", with(member -> member.with(Field.FLAGS, 1)), PLAIN),
                zip(StructureRule.ZIP_METHOD, "bzip2", with(member -> member.with(Field.METHOD, 12)), PLAIN),
                zip(StructureRule.ZIP_METHOD, "an unknown flag", with(member -> member.with(Field.FLAGS, 1 << 5)),
                        PLAIN),
                zip(StructureRule.ZIP_UNICODE_PATH, "a second name", with(member -> member.extra(extra(0x7075, 9))),
                        with(member -> member.extra(extra(0x6375, 9)))),
                zip(StructureRule.ZIP_EXTRA_FIELD, "cut short", with(member -> member.extra(new byte[]{1, 2, 9, 0, 0})),
                        with(member -> member.extra(extra(0x7855, 4)))),
                zip(StructureRule.ZIP_LINK, "a link", mode(0120777), mode(0100777)),
                zip(StructureRule.SPECIAL_FILE, "a device", mode(0060644), mode(0)),
                zip(StructureRule.SETUID, "a setuid program", mode(0104755), mode(0100755)),
                zip(StructureRule.FILE_AND_FOLDER, "a folder by its mode", mode(0040755), PLAIN),
                zip(StructureRule.FILE_AND_FOLDER, "a file with something below", named(MORE + "/x"),
                        named(MORE + "x")),
                zip(StructureRule.FOLDER_CONTENT, "a folder with content",
                        SampleWheel.plain().file("demo/f/", "x").bytes(),
                        SampleWheel.plain().file("demo/f/", "").bytes()),
                zip(StructureRule.DUPLICATE, "two of one name",
                        SampleWheel.plain().zip().file("demo/__init__.py", "y").bytes(), PLAIN),
                zip(StructureRule.NAME_ABSOLUTE, "from the root", named("/tmp/x"), named("tmp/x")),
                zip(StructureRule.NAME_ABSOLUTE, "from a drive", named("C:/x"), named("C/x")),
                zip(StructureRule.NAME_PARENT, "a folder up", named("demo/../../x"), named("demo/..x")),
                zip(StructureRule.NAME_PARENT, "a folder beside that begins the same", named("../site-packages-evil/x"),
                        named("site-packages-evil/x")),
                zip(StructureRule.NAME_PARTS, "a dot", named("demo/./x"), named("demo/.x")),
                zip(StructureRule.NAME_BACKSLASH, "a backslash", named("..\\x"), named("x")),
                zip(StructureRule.NAME_CHARACTERS, "a NUL", named("demo/x.py\0.txt"), named("demo/é.txt")),
                zip(StructureRule.NAME_CHARACTERS, "a control character", named("demo/x\u001b[2J.py"),
                        named("demo/x[2J.py")),
                zip(StructureRule.NAME_CHARACTERS, "another direction", named("demo/\u202eyp.txt"),
                        named("demo/עברית.txt")),
                zip(StructureRule.NAME_ENCODING, "no UTF-8", raw(new byte[]{'d', (byte) 0xff}, 1 << 11),
                        named("demo/ÿ")),
                zip(StructureRule.NAME_ENCODING, "not marked", raw(bytes("demo/ÿ"), 0), named("demo/ÿ")),
                zip(StructureRule.NAME_DEVICE, "a device", named("demo/nul.txt"), named("demo/null.txt")),
                zip(StructureRule.NAME_ENDING, "a dot at the end", named("demo/x."), named("demo/x.y")),
                zip(StructureRule.NAME_ENDING, "a space at the end", named("demo/x "), named("demo/x y")),
                zip(StructureRule.NAME_LENGTH, "a long part", named("demo/" + "n".repeat(256)),
                        named("demo/" + "n".repeat(255))),
                zip(StructureRule.NAME_LENGTH, "a long name", named("demo/abcdefghi".repeat(10)), PLAIN)
                        .within(Sample.NARROW),
                zip(StructureRule.NAME_DEPTH, "deep", named("a/".repeat(100) + "x"), named("a/".repeat(99) + "x")),
                zip(StructureRule.NAME_COLLISION, "letters of another case", named("demo/__INIT__.py"),
                        named("demo/__init__2.py")),
                zip(StructureRule.NAME_COLLISION, "another form of a character",
                        SampleWheel.plain().file("demo/\u00e9.py", "").file("demo/e\u0301.py", "").bytes(),
                        SampleWheel.plain().file("demo/\u00e9.py", "").file("demo/e.py", "").bytes()),
                zip(StructureRule.TOO_MANY_MEMBERS, "many", many(9), many(4)).within(Sample.NARROW),
                zip(StructureRule.TOO_LARGE, "large", SampleWheel.plain().file(MORE, "x".repeat(5000)).bytes(), PLAIN)
                        .within(Sample.NARROW),
                zip(StructureRule.TOO_COMPRESSED, "a bomb",
                        SampleWheel.plain().file(MORE, "x".repeat(70 << 20)).bytes(),
                        SampleWheel.plain().file(MORE, "x".repeat(60 << 20)).bytes()),
                zip(StructureRule.TOO_LONG_HEADERS, "a long directory",
                        with(member -> member.extra(extra(0x7855, 900))), PLAIN).within(Sample.NARROW),
                new Sample(StructureRule.FORMAT_MISMATCH, "a zip named tar.gz", "demo-1.0.tar.gz", source(), source(),
                        Sample.NARROW));
    }

    private static byte[] with(UnaryOperator<Member> change) {
        return SampleWheel.plain().member(MORE, "y = 2\n", change).bytes();
    }

    private static byte[] mode(int mode) {
        return with(member -> member.with(Field.ATTRIBUTES, (long) mode << 16));
    }

    private static byte[] named(String name) {
        return SampleWheel.plain().file(MORE, "y = 2\n").file(name, "").bytes();
    }

    private static byte[] raw(byte[] name, long flags) {
        return SampleWheel.plain().zip().raw(name, new byte[0], member -> member.with(Field.FLAGS, flags)).bytes();
    }

    private static Sample damagedContent() {
        return zip(StructureRule.DAMAGED, "content with another checksum",
                with(member -> member.with(Field.CHECKSUM, 5)), with(member -> member));
    }

    private static byte[] overlapping() {
        return SampleWheel.plain().zip()
                .stored("demo/a.py", "content", member -> member)
                .stored("demo/b.py", "", member -> member.inDirectory(Field.OFFSET, 0)).bytes();
    }

    private static byte[] many(int count) {
        var wheel = SampleWheel.plain();
        for (var number = 0; number < count; number++) {
            wheel = wheel.file("demo/m" + number + ".py", "");
        }
        return wheel.bytes();
    }

    private static byte[] source() {
        return new RawZip().file("demo-1.0/PKG-INFO", SampleWheel.METADATA).bytes();
    }

    private static byte[] extra(int id, int length) {
        var field = new byte[4 + length];
        field[0] = (byte) id;
        field[1] = (byte) (id >> 8);
        field[2] = (byte) length;
        field[3] = (byte) (length >> 8);
        return field;
    }

    private static byte[] filled(byte[] record, int at, int length) {
        var copy = record.clone();
        Arrays.fill(copy, at, at + length, (byte) 0xff);
        return copy;
    }

    private static byte[] raised(byte[] record, int at) {
        var copy = record.clone();
        copy[at]++;
        return copy;
    }

    private static byte[] lowered(byte[] record, int at) {
        var copy = record.clone();
        copy[at]--;
        return copy;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
