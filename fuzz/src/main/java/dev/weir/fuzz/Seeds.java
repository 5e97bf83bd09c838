package dev.weir.fuzz;

import dev.weir.testkit.packages.RawZip;
import dev.weir.testkit.packages.Wheel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;

/// Small inputs that are accepted and use much of each format.
final class Seeds {

    private Seeds() {}

    static List<byte[]> zips() throws IOException {
        return List.of(
                new RawZip().file("a.py", "x = 1\n").stored("é/b.txt", "text", member -> member).bytes(),
                new RawZip().file("a", "content".repeat(9), RawZip.Member::described).file("f/", "").file("f/g", "")
                        .comment(utf8("a comment")).bytes(),
                new RawZip().file("a", "", member -> member.extra(new byte[]{0x55, 0x54, 1, 0, 0})).bytes(),
                Wheel.of("p", "1").file("p.py", "x = 1\n").script("p", "p:main").bytes());
    }

    static List<byte[]> tars() throws IOException {
        byte[] tar = tar(TarArchiveOutputStream.LONGFILE_POSIX);
        return List.of(
                tar,
                tar(TarArchiveOutputStream.LONGFILE_GNU),
                compressed(tar, GZIPOutputStream::new),
                compressed(tar, BZip2CompressorOutputStream::new),
                compressed(tar, XZCompressorOutputStream::new));
    }

    private static byte[] tar(int longNames) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(out, "UTF-8")) {
            tar.setLongFileMode(longNames);
            folder(tar);
            file(tar, "p/a.py", "x = 1\n".repeat(100));
            file(tar, "p/" + "n".repeat(120), "");
            link(tar);
            file(tar, "p/é", "text");
        }
        return out.toByteArray();
    }

    private static void folder(TarArchiveOutputStream tar) throws IOException {
        tar.putArchiveEntry(new TarArchiveEntry("p/"));
        tar.closeArchiveEntry();
    }

    private static void file(TarArchiveOutputStream tar, String name, String content) throws IOException {
        var bytes = utf8(content);
        var entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    private static void link(TarArchiveOutputStream tar) throws IOException {
        var entry = new TarArchiveEntry("p/l", TarConstants.LF_SYMLINK);
        entry.setLinkName("a.py");
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    private interface Compressor {
        OutputStream over(OutputStream out) throws IOException;
    }

    private static byte[] compressed(byte[] tar, Compressor compressor) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = compressor.over(bytes)) {
            out.write(tar);
        }
        return bytes.toByteArray();
    }

    static List<byte[]> metadata() {
        return Stream.of(
                """
                        hMetadata-Version: 2.4
                        Name: p
                        Version: 1.0
                        Description: one
                          two
                        Requires-Dist: q>=1; python_version < "3"
                        Provides-Extra: x

                        The description.
                        """,
                "hWheel-Version: 1.0\r\nGenerator: hand\r\nRoot-Is-Purelib: true\r\nTag: py3-none-any\r\n",
                "rp/a.py,sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,0\n\"p/b,\"\"c\",,\np-1.dist-info/RECORD,,\n",
                "b[build-system]\nrequires = [\"a>=1\", 'b']\nbuild-backend = \"c:d\"\nbackend-path = [\"e\"]\n",
                "d{\"url\": \"https://example.org/a.whl\", \"archive_info\": {\"hash\": \"sha256=0f\", \"hashes\": {\"sha256\": \"0f\"}}}",
                "d{\"url\": \"ssh://git@example.org/a\", \"vcs_info\": {\"vcs\": \"git\", \"commit_id\": \"0f\"}, \"subdirectory\": \"b/c\"}",
                "d{\"url\": \"file:///a\",\r\n \"dir_info\": {\"editable\": true}}",
                "qa[x,y] (>=1,<2) ; (os_name == 'a' or '1' in extra) and python_version not in \"3\"",
                "qa @ https://example.org/a.whl ; extra == 'x'",
                "e[console_scripts]\np = p.q:main [x]\n; a comment\n[group]\nname=value\n")
                .map(Seeds::utf8).toList();
    }

    static List<byte[]> messages() {
        return Stream.of(
                """
                        s{"type":"ask","event":"pip.uninstall","args":[1,"26.3","wheel","p","1.0",null,null,["p"],null,null,\
                        "/venv/lib",8,null,"7d1c0a52-0000-4000-8000-000000000000","{}"]}""",
                """
                        s{"type":"done","event":"pip.invoked.done","args":[1,"26.3","install",["install","p"],\
                        "7d1c0a52-0000-4000-8000-000000000000","{\\"prefix\\":\\"/venv\\"}","failed","é\\ud83d\\ude00"]}""",
                """
                        s{"type":"ask","event":"pip.candidates","args":[1,"26.3","p",">=1",[["1.0","p-1.0-py3-none-any.whl",\
                        "https://example.org/p-1.0-py3-none-any.whl",[],null,null,null]],\
                        "7d1c0a52-0000-4000-8000-000000000000","{}"]}""",
                "s{\"type\":\"refusal\",\"event\":\"pip.x\",\"args\":[],\"cause\":{\"type\":\"E\",\"message\":\"no\"}}",
                "s{\"type\":\"hello\",\"protocol\":1,\"build\":\"b\",\"nonce\":\"" + "c0".repeat(32) + "\"}",
                "e{\"type\":\"state\",\"refusal\":{\"verdict\":\"deny\",\"operation\":\"o\",\"reason\":\"r\"},\"judged\":2}",
                "e{\"type\":\"error\",\"message\":\"m\",\"hint\":\"h\"}",
                "f\0\0\0\020{\"type\":\"state\"}")
                .map(Seeds::utf8).toList();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
