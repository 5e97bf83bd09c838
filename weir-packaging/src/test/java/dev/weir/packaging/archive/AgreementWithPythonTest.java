package dev.weir.packaging.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.weir.packaging.tree.EscapedPath;
import dev.weir.packaging.tree.Sha256;
import dev.weir.testkit.packages.RawZip;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What our reader accepts, Python's readers list and pip unpacks with the same names and bytes. Archives are made and broken with a fixed seed;
/// `-Dweir.differential=N` breaks each N times.
class AgreementWithPythonTest {
    private static final int TIMES = Integer.getInteger("weir.differential", 300);

    @TempDir
    Path folder;

    /// What our reader sees, a line for each file: as the archive names it, and as it lies where pip has unpacked it.
    private record Seen(List<String> listed, List<String> unpacked) {
        Seen() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    @Test
    void listsWhatEveryPythonListsAndItsPipUnpacks() throws Exception {
        List<PythonReader> pythons = PythonReader.all();
        assumeThat(pythons).isNotEmpty();
        Path archives = Files.createDirectory(folder.resolve("archives"));
        Seen ours = new Seen();
        int made = 0;
        Random random = new Random(8938);
        for (byte[] zip : zips()) {
            made += accept(archives, ".zip", zip, random, ours);
        }
        for (byte[] tar : tars()) {
            made += accept(archives, ".tar", tar, random, ours);
        }
        made += accept(archives, ".tar.gz", Tars.compressed(tars().getFirst(), GZIPOutputStream::new), random, ours);

        assertThat(made).isGreaterThan(TIMES);
        for (PythonReader python : pythons) {
            assertSame(ours.listed(), python.list(archives, folder), python);
            assertSame(ours.unpacked(), python.unpack(archives, folder), python);
        }
    }

    private static void assertSame(List<String> ours, List<String> theirs, PythonReader python) {
        assertThat(without(ours, theirs)).as("not seen by " + python).isEmpty();
        assertThat(without(theirs, ours)).as("only seen by " + python).isEmpty();
    }

    private static List<String> without(List<String> some, List<String> others) {
        Set<String> left = new TreeSet<>(some);
        left.removeAll(Set.copyOf(others));
        return List.copyOf(left);
    }

    /// Keeps the archive, and what comes of breaking it, where our reader accepts that.
    private int accept(Path archives, String ending, byte[] archive, Random random, Seen ours)
            throws IOException {
        int accepted = 0;
        for (int time = 0; time < TIMES; time++) {
            byte[] bytes = time == 0 ? archive : broken(archive, ending, random);
            String name = "%08d%s".formatted(ours.listed().size(), ending);
            Path file = Files.write(archives.resolve(name + "x"), bytes);
            Seen seen = see(file, name);
            if (seen.listed().isEmpty()) {
                Files.delete(file);
            } else {
                Files.move(file, archives.resolve(name));
                ours.listed().addAll(seen.listed());
                ours.unpacked().addAll(seen.unpacked());
                accepted++;
            }
        }
        return accepted;
    }

    private static Seen see(Path file, String name) throws IOException {
        Seen seen = new Seen();
        try (ArchiveReader reader = ArchiveReader.open(file)) {
            int leftOut = reader.commonFolder().map(folder -> folder.length() + 1).orElse(0);
            for (ArchiveEntry entry : reader.entries()) {
                if (entry instanceof ArchiveEntry.File found) {
                    String content = sha256(reader, found);
                    seen.listed().add("%s x%s %s".formatted(name, hex(found.path()), content));
                    seen.unpacked().add("%s x%s %s".formatted(name, hex(found.path().substring(leftOut)), content));
                }
            }
        } catch (UnreadableArchiveException _) {
            return new Seen();
        }
        return seen;
    }

    private static String hex(String path) {
        return HexFormat.of().formatHex(EscapedPath.unescape(path));
    }

    private static String sha256(ArchiveReader reader, ArchiveEntry.File file) throws IOException {
        try (InputStream content = reader.open(file)) {
            return Sha256.of(content.readAllBytes()).hex();
        }
    }

    /// Changes some bytes; in a tar mostly of a header, whose checksum is made to fit.
    private static byte[] broken(byte[] archive, String ending, Random random) {
        byte[] copy = archive.clone();
        int at = 0;
        for (int change = random.nextInt(2); change >= 0; change--) {
            at = random.nextInt(copy.length);
            copy[at] = random.nextBoolean() ? (byte) random.nextInt(256) : (byte) (copy[at] ^ 1 << random.nextInt(8));
        }
        return ending.equals(".tar") ? sealed(copy, at / 512 * 512) : copy;
    }

    private static byte[] sealed(byte[] tar, int header) {
        byte[] block = new byte[512];
        System.arraycopy(tar, header, block, 0, 512);
        if (block[257] == 'u') {
            System.arraycopy(Tars.sealed(block), 0, tar, header, 512);
        }
        return tar;
    }

    private static List<byte[]> zips() {
        return List.of(
                new RawZip().file("a.py", "x = 1\n").stored("é/b.txt", "text", member -> member).bytes(),
                new RawZip().file("a", "content".repeat(9), RawZip.Member::described).file("f/", "").file("f/g", "")
                        .bytes(),
                new RawZip().file("a", "", member -> member.extra(new byte[]{0x55, 0x54, 1, 0, 0})).file("b", "")
                        .comment(ascii("a comment")).bytes());
    }

    private static List<byte[]> tars() {
        return List.of(
                new Tars().folder("p/").file("p/a", "x".repeat(600)).link("p/l", "a").file("p/é", "y").finished(),
                new Tars().pax('x', "path", "p/é").file("p/a", "x").hardLink("p/h", "p/é").finished(),
                new Tars().entry('L', "././@LongLink", "", "p/" + "n".repeat(120) + "\0").file("p/n", "x")
                        .file("p/b", "").finished());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
