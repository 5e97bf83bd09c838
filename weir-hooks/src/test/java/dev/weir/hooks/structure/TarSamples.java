package dev.weir.hooks.structure;

import static dev.weir.hooks.structure.Sample.source;

import dev.weir.packaging.archive.ArchiveLimits;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/// Source archives with one thing wrong.
final class TarSamples {

    private static final byte[] PLAIN = RawTar.source().gzip();

    private TarSamples() {}

    static List<Sample> all() {
        return List.of(
                source(StructureRule.NOT_AN_ARCHIVE, "text", "no archive".getBytes(StandardCharsets.UTF_8), PLAIN),
                source(StructureRule.DAMAGED, "no tar", RawTar.gzip(new byte[100]), PLAIN),
                source(StructureRule.POLYGLOT, "a tar with the end of a zip",
                        followed(PLAIN, SampleWheel.plain().bytes()), PLAIN),
                source(StructureRule.NAME_ABSOLUTE, "from the root", RawTar.source().file("/tmp/x", "").gzip(),
                        RawTar.source().file("./demo-1.0/x", "").gzip()),
                source(StructureRule.NAME_PARENT, "a folder up", RawTar.source().file("demo-1.0/../../x", "").gzip(),
                        RawTar.source().file("demo-1.0/..x", "").gzip()),
                source(StructureRule.NAME_BACKSLASH, "a backslash", RawTar.source().file("demo-1.0/..\\x", "").gzip(),
                        PLAIN),
                source(StructureRule.DUPLICATE, "two of one name",
                        RawTar.source().file("./demo-1.0/PKG-INFO", "").gzip(), PLAIN),
                source(StructureRule.NAME_COLLISION, "letters of another case",
                        RawTar.source().file("demo-1.0/pkg-info", "").gzip(), PLAIN),
                source(StructureRule.FILE_AND_FOLDER, "something below a link",
                        RawTar.source().link("demo-1.0/l", "d").file("demo-1.0/l/x", "").gzip(),
                        RawTar.source().file("demo-1.0/d/x", "").link("demo-1.0/l", "d").gzip()),
                source(StructureRule.TAR_LINK, "out of the archive",
                        RawTar.source().link("demo-1.0/l", "../../etc").gzip(),
                        RawTar.source().link("demo-1.0/l", "PKG-INFO").gzip()),
                source(StructureRule.TAR_LINK, "out of the top folder",
                        RawTar.source().link("demo-1.0/l", "../x").gzip(),
                        RawTar.source().link("demo-1.0/a/l", "../x").gzip()),
                source(StructureRule.TAR_LINK, "out through another link",
                        RawTar.source().link("demo-1.0/a/b/l", "..").link("demo-1.0/a/m", "b/l/../../x").gzip(),
                        RawTar.source().link("demo-1.0/a/b/l", "..").link("demo-1.0/a/m", "b/l/x").gzip()),
                source(StructureRule.TAR_LINK, "in a circle",
                        RawTar.source().link("demo-1.0/a", "b").link("demo-1.0/b", "a").gzip(), PLAIN),
                source(StructureRule.TAR_HARD_LINK, "a hard link",
                        RawTar.source().entry('1', "demo-1.0/h", "demo-1.0/PKG-INFO", "").gzip(),
                        RawTar.source().link("demo-1.0/h", "PKG-INFO").gzip()),
                source(StructureRule.TAR_SPARSE, "a sparse file of GNU",
                        RawTar.source().entry('S', "demo-1.0/s", "", "").gzip(), PLAIN),
                source(StructureRule.TAR_SPARSE, "a sparse file of POSIX",
                        RawTar.source().pax('x', "22 GNU.sparse.major=1\n").file("demo-1.0/s", "").gzip(), PLAIN),
                source(StructureRule.TAR_OVERRIDE, "a global name",
                        RawTar.source().pax('g', "9 path=x\n").file("demo-1.0/s", "").gzip(),
                        RawTar.source().pax('g', "13 comment=x\n").file("demo-1.0/s", "").gzip()),
                source(StructureRule.TAR_OVERRIDE, "two names for one entry",
                        RawTar.source().pax('x', "9 path=x\n").entry('L', "x", "", "y").file("demo-1.0/s", "").gzip(),
                        RawTar.source().pax('x', "19 path=demo-1.0/x\n").file("demo-1.0/s", "").gzip()),
                source(StructureRule.TAR_CHECKSUM, "a wrong checksum",
                        RawTar.source().raw(RawTar.put(new byte[512], 0, "demo-1.0/x")).gzip(), PLAIN),
                source(StructureRule.TAR_NUMBER, "a negative size",
                        changed(header -> RawTar.put(header, 124, "-0000000001")), changed(header -> header)),
                source(StructureRule.TAR_NUMBER, "a huge size", changed(header -> binary(header, 124)), PLAIN),
                source(StructureRule.TAR_NUMBER, "a time that is no number",
                        changed(header -> RawTar.put(header, 136, "x")), PLAIN),
                source(StructureRule.TAR_NUMBER, "a time that goes on after its end",
                        changed(header -> RawTar.put(header, 136, "0000000\0 x")),
                        changed(header -> RawTar.put(header, 136, "0000000\0   \0"))),
                source(StructureRule.TAR_TYPE, "an unknown type",
                        RawTar.source().entry('Z', "demo-1.0/x", "", "").gzip(), PLAIN),
                source(StructureRule.SPECIAL_FILE, "a device", RawTar.source().entry('3', "demo-1.0/x", "", "").gzip(),
                        PLAIN),
                source(StructureRule.SETUID, "a setuid program", changed(header -> RawTar.put(header, 100, "0004755")),
                        changed(header -> RawTar.put(header, 100, "0000755"))),
                source(StructureRule.TAR_TRAILING, "something behind the end",
                        RawTar.source().raw(new byte[1024]).file("demo-1.0/x", "").gzip(),
                        RawTar.source().raw(new byte[10240]).gzip()),
                source(StructureRule.TAR_TRAILING, "something behind the stream", followed(PLAIN, new byte[]{1, 2}),
                        PLAIN),
                source(StructureRule.COMPRESSED_PARTS, "two streams", followed(PLAIN, RawTar.gzip(new byte[0])), PLAIN),
                source(StructureRule.SDIST_FOLDERS, "two folders", RawTar.source().file("other/x", "").gzip(), PLAIN),
                source(StructureRule.SDIST_FOLDERS, "a file at the top", RawTar.source().file("setup.py", "").gzip(),
                        PLAIN),
                source(StructureRule.TOO_COMPRESSED, "a bomb", RawTar.gzip(new byte[70 << 20]), PLAIN),
                source(StructureRule.TOO_SLOW, "no time at all", PLAIN, PLAIN)
                        .within(new ArchiveLimits(9, 1 << 20, 200, 99, 99, 9, 1 << 20, Duration.ZERO)));
    }

    private static byte[] changed(UnaryOperator<byte[]> change) {
        return RawTar.source().entry('0', "demo-1.0/x", "", "", change).gzip();
    }

    private static byte[] binary(byte[] header, int at) {
        header[at] = (byte) 0x80;
        header[at + 1] = 0x7f;
        return header;
    }

    private static byte[] followed(byte[] first, byte[] second) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(first);
        out.writeBytes(second);
        return out.toByteArray();
    }
}
