package dev.weir.hooks.structure;

import static dev.weir.hooks.structure.Sample.wheel;
import static dev.weir.hooks.structure.Sample.zip;
import static dev.weir.hooks.structure.SampleWheel.INFO;
import static dev.weir.hooks.structure.SampleWheel.METADATA;
import static dev.weir.hooks.structure.SampleWheel.RECORD;
import static dev.weir.hooks.structure.SampleWheel.WHEEL;

import dev.weir.packaging.archive.ArchiveLimits;
import dev.weir.testkit.packages.RawZip;
import dev.weir.testkit.packages.Wheel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Wheels with one thing wrong.
final class WheelSamples {

    private static final SampleWheel PLAIN = SampleWheel.plain();
    private static final String POINTS = INFO + "entry_points.txt";
    private static final String DATA = "demo-1.0.data/";

    private WheelSamples() {}

    static List<Sample> all() {
        var all = new ArrayList<Sample>();
        all.addAll(names());
        all.addAll(metadata());
        all.addAll(record());
        all.addAll(scripts());
        all.addAll(places());
        return all;
    }

    private static List<Sample> names() {
        return List.of(
                new Sample(StructureRule.WHEEL_FILENAME, "a part too few", "demo-1.0-any.whl", PLAIN.bytes(),
                        PLAIN.bytes(), ArchiveLimits.DEFAULT),
                wheel(StructureRule.WHEEL_NAME, "another project", metadata(METADATA.replace("demo", "other")),
                        metadata(METADATA.replace("demo", "Demo"))),
                wheel(StructureRule.WHEEL_NAME, "another version", metadata(METADATA.replace("1.0", "1.1")),
                        metadata(METADATA.replace("1.0", "1.0.0"))),
                wheel(StructureRule.WHEEL_TAGS, "another tag", info("WHEEL", WHEEL.replace("py3", "py2")), PLAIN),
                new Sample(StructureRule.WHEEL_TAGS, "one Python of another version", "demo-1.0-cp38-none-any.whl",
                        info("WHEEL", WHEEL.replace("py3", "py2")).bytes(), PLAIN.bytes(), ArchiveLimits.DEFAULT),
                wheel(StructureRule.WHEEL_DIST_INFO, "two", PLAIN.file("other-1.0.dist-info/METADATA", METADATA),
                        PLAIN.file("demo/other.dist-info/METADATA", "")),
                wheel(StructureRule.WHEEL_VERSION, "an unknown version", info("WHEEL", WHEEL.replace("1.0", "2.0")),
                        info("WHEEL", WHEEL.replace("1.0", "1.9"))));
    }

    private static List<Sample> metadata() {
        return List.of(
                wheel(StructureRule.WHEEL_METADATA, "missing", PLAIN.without(INFO + "METADATA"), PLAIN),
                wheel(StructureRule.WHEEL_METADATA, "no version", metadata("Metadata-Version: 2.1\nName: demo\n"),
                        PLAIN),
                wheel(StructureRule.WHEEL_METADATA, "two names", metadata(METADATA + "Name: other\n"),
                        metadata(METADATA + "\nName: other\n")),
                wheel(StructureRule.WHEEL_METADATA, "a bare carriage return",
                        metadata(METADATA + "Summary: a\rName: other\n"), metadata(METADATA.replace("\n", "\r\n"))),
                wheel(StructureRule.WHEEL_METADATA, "a blank first line", metadata("\n" + METADATA),
                        metadata(METADATA + "\n\ntext")),
                wheel(StructureRule.WHEEL_METADATA, "another separator of lines",
                        metadata(METADATA + "Summary: a\u2028b\n"), metadata(METADATA + "Summary: a b\n  c\n")),
                wheel(StructureRule.REQUIREMENT, "of another form", metadata(METADATA + "Requires-Dist: a (>dev)\n"),
                        metadata(METADATA + "Requires-Dist: a[x] (>=1,<2) ; python_version < '3'\n")),
                wheel(StructureRule.WHEEL_METADATA, "too large", metadata(METADATA + "\n" + "text\n".repeat(2 << 20)),
                        PLAIN));
    }

    private static List<Sample> record() {
        return List.of(
                wheel(StructureRule.RECORD_MISSING, "a quote in a row", PLAIN.record(text -> text + "\"x\n\",,\n"),
                        PLAIN.file("demo/a,b.py", "")),
                wheel(StructureRule.RECORD_MISSING, "another separator of lines",
                        PLAIN.record(text -> text.replace("any", "any") + "x\u2028y,,\n"), PLAIN),
                wheel(StructureRule.RECORD_MISSING, "two values", PLAIN.record(text -> text + "x,\n"),
                        PLAIN.record(text -> text + "\n")),
                zip(StructureRule.RECORD_MISSING, "no UTF-8", withRecord("demo/\u00e9.py,,\n"), PLAIN.bytes()),
                wheel(StructureRule.RECORD_OUTSIDE, "a folder up", PLAIN.record(text -> text + "../x.py,,\n"),
                        PLAIN.file("demo/..x.py", "")),
                wheel(StructureRule.RECORD_OUTSIDE, "from the root", PLAIN.record(text -> text + "/etc/passwd,,\n"),
                        PLAIN),
                wheel(StructureRule.RECORD_OUTSIDE, "twice", PLAIN.record(text -> text + RECORD + ",,\n"), PLAIN),
                wheel(StructureRule.RECORD_ABSENT, "not there",
                        PLAIN.record(text -> text + Wheel.row("demo/x.py", "")), PLAIN.file("demo/x.py", "")),
                wheel(StructureRule.RECORD_UNLISTED, "not listed",
                        PLAIN.file("demo/x.py", "").record(text -> text.replace(Wheel.row("demo/x.py", ""), "")),
                        PLAIN.file(INFO + "RECORD.jws", "{}")
                                .record(text -> text.replaceFirst("(?m)^.*RECORD\\.jws.*\n", ""))),
                wheel(StructureRule.RECORD_HASH, "another hash",
                        PLAIN.record(text -> text.replaceFirst("sha256=...", "sha256=AAA")), PLAIN),
                wheel(StructureRule.RECORD_HASH, "another size",
                        PLAIN.record(text -> text.replaceFirst(",6\n", ",7\n")),
                        PLAIN.record(text -> text.replaceFirst(",6\n", ",\n"))),
                wheel(StructureRule.RECORD_WEAK, "MD5",
                        PLAIN.record(text -> text.replaceFirst("sha256=[^,]*", "md5=rL0Y20zC-Fzt72VPzMSk2A")),
                        PLAIN.record(text -> text.replaceFirst("sha256=", "SHA256="))),
                wheel(StructureRule.RECORD_WEAK, "no hash", PLAIN.record(text -> text.replaceFirst("sha256=[^,]*", "")),
                        PLAIN));
    }

    private static List<Sample> scripts() {
        return List.of(
                wheel(StructureRule.ENTRY_POINTS, "twice", points("a = demo:a\na = demo:b"),
                        points("a = demo:a\nb = demo:a")),
                wheel(StructureRule.ENTRY_POINTS, "no group", PLAIN.file(POINTS, "a = demo:a\n"),
                        points("# a comment")),
                zip(StructureRule.ENTRY_POINTS, "no UTF-8",
                        PLAIN.zip().raw(latin1(POINTS), latin1("[\u00e9]\na = demo:a\n"), member -> member).bytes(),
                        PLAIN.file(POINTS, "[\u00e9]\na = demo:a\n").bytes()),
                wheel(StructureRule.SCRIPT_NAME, "the interpreter", points("Python3.exe = demo:a"),
                        points("pythonic = demo:a")),
                wheel(StructureRule.SCRIPT_NAME, "pip", points("pip3 = demo:a"), points("pipx = demo:a")),
                wheel(StructureRule.SCRIPT_NAME, "a path", points("../../x = demo:a"), points("x.y = demo:a")),
                wheel(StructureRule.SCRIPT_NAME, "a script of the wheel", PLAIN.file(DATA + "scripts/python", ""),
                        PLAIN.file(DATA + "scripts/demo", "")),
                wheel(StructureRule.SCRIPT_NAME, "the interpreter, by its place",
                        PLAIN.file(DATA + "data/bin/python3", ""),
                        PLAIN.file(DATA + "data/bin/demo", "")),
                wheel(StructureRule.SCRIPT_VALUE, "code", points("x = demo:a();import os"),
                        points("x = demo.b:a.c [extra]")),
                wheel(StructureRule.SHADOWS_COMMAND, "ls", points("ls = demo:a"), points("lsx = demo:a")));
    }

    private static List<Sample> places() {
        return List.of(
                wheel(StructureRule.WHEEL_DATA, "of another", PLAIN.file("other-1.0.data/data/x", ""),
                        PLAIN.file(DATA + "data/x", "")),
                wheel(StructureRule.WHEEL_DATA, "an unknown scheme", PLAIN.file(DATA + "stdlib/x.py", ""),
                        PLAIN.file(DATA + "headers/x.h", "")),
                wheel(StructureRule.WHEEL_DATA_TARGET, "site-packages",
                        PLAIN.file(DATA + "data/lib/python3.14/site-packages/x.py", ""),
                        PLAIN.file(DATA + "data/share/python3.14/x.py", "")),
                wheel(StructureRule.WHEEL_DATA_TARGET, "the standard library",
                        PLAIN.file(DATA + "data/lib/python3.14/os.py", ""),
                        PLAIN.file(DATA + "data/lib/demo/os.py", "")),
                wheel(StructureRule.WHEEL_DATA_TARGET, "the standard library of Windows",
                        PLAIN.file(DATA + "data/Lib/os.py", ""), PLAIN.file(DATA + "data/lib/libdemo.so", "")),
                wheel(StructureRule.WHEEL_DATA_TARGET, "pyvenv.cfg", PLAIN.file(DATA + "data/pyvenv.cfg", ""),
                        PLAIN.file(DATA + "data/etc/pyvenv.cfg", "")),
                wheel(StructureRule.WHEEL_DATA_TARGET, "pip.conf", PLAIN.file(DATA + "data/pip.conf", ""),
                        PLAIN.file(DATA + "data/etc/demo.conf", "")),
                wheel(StructureRule.WHEEL_COLLISION, "through a scheme",
                        PLAIN.file(DATA + "purelib/demo/__init__.py", ""), PLAIN.file(DATA + "purelib/demo/x.py", "")),
                wheel(StructureRule.PIP_FILES, "a file of pip", PLAIN.file("pip/x.py", ""),
                        PLAIN.file("pipx/x.py", "")),
                wheel(StructureRule.FOREIGN_METADATA, "through a scheme",
                        PLAIN.file(DATA + "purelib/other-1.0.dist-info/RECORD", ""),
                        PLAIN.file(DATA + "purelib/other/RECORD", "")),
                wheel(StructureRule.INSTALLER_FILES, "a claim about its origin",
                        PLAIN.file(INFO + "direct_url.json",
                                "{\"url\": \"https://example.org/a\", \"archive_info\": {}}"),
                        PLAIN.file("demo/direct_url.json", "{}")),
                wheel(StructureRule.INSTALLER_FILES, "the name of an installer", PLAIN.file(INFO + "INSTALLER", "pip"),
                        PLAIN.file(INFO + "INSTALLERS", "pip")),
                wheel(StructureRule.SITE_CUSTOMIZE, "a module", PLAIN.file("sitecustomize.py", ""),
                        PLAIN.file("demo/sitecustomize.py", "")),
                wheel(StructureRule.SITE_CUSTOMIZE, "a folder, through a scheme",
                        PLAIN.file(DATA + "platlib/usercustomize/__init__.py", ""),
                        PLAIN.file("usercustomized.py", "")),
                wheel(StructureRule.PTH_IMPORT, "an import", PLAIN.file("demo.pth", "import demo\n"),
                        PLAIN.file("demo.pth", "demo\n# import demo\n")),
                wheel(StructureRule.SHADOWS_STANDARD_LIBRARY, "json", PLAIN.file("json/__init__.py", ""),
                        PLAIN.file("demo/json.py", "")));
    }

    /// A right wheel but for its `RECORD`, in which a letter beyond ASCII is one byte.
    private static byte[] withRecord(String row) {
        var zip = new RawZip();
        PLAIN.files().forEach(zip::file);
        return zip.raw(latin1(RECORD), latin1(row), member -> member).bytes();
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static SampleWheel metadata(String text) {
        return info("METADATA", text);
    }

    private static SampleWheel info(String name, String text) {
        return PLAIN.file(INFO + name, text);
    }

    private static SampleWheel points(String lines) {
        return PLAIN.file(POINTS, "[console_scripts]\n" + lines + "\n");
    }
}
