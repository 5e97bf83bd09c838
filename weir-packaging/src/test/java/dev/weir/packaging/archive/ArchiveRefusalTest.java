package dev.weir.packaging.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.packaging.archive.UnreadableArchiveException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveRefusalTest {
    private static final ArchiveLimits NARROW = new ArchiveLimits(3, 1000, 10, 20);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"/abs", "../out", "a/../../out", "a/..", "..", "a//b", "a/./b", "\\\\abs", "..\\out",
            "a\\..\\b", "C:/x", "a\nb", "a\u007f"})
    void refusesANameThatLeadsElsewhereOrCanBeReadInTwoWays(String name) throws IOException {
        refused(Reason.NAME, new Zips().file(name, "").finished());
        refused(Reason.NAME, new Tars().file(name, "").finished());
    }

    @Test
    void refusesTwoEntriesWithOneName() throws IOException {
        refused(Reason.DUPLICATE, new Zips().file("a", "1").file("b", "").file("a", "2").finished());
        refused(Reason.DUPLICATE, new Tars().file("a", "1").file("./a", "2").finished());
        refused(Reason.DUPLICATE, new Tars().folder("a/").file("a", "").finished());
    }

    @Test
    void refusesAnEntryBelowAFileOrALink() throws IOException {
        refused(Reason.DUPLICATE, new Zips().file("a/b", "").file("a", "").finished());
        refused(Reason.DUPLICATE, new Tars().link("a", "b").file("a/c/d", "").finished());
    }

    @ParameterizedTest
    @CsvSource({
            "p/l,/etc/passwd", "p/l,../../etc/passwd", "p/l,../q", "p/d/l,../../../x", "p/l,l", "p/l,up/../../x",
            "p/l,up/..", "p/l,''", "p/l,d/../../../p/x"
    })
    void refusesASymbolicLinkThatLeavesTheArchive(String name, String target) throws IOException {
        byte[] tar = new Tars().folder("p/").folder("p/d/").link("p/up", "d/..").link(name, target).finished();
        refused(Reason.LINK, tar);
    }

    @Test
    void refusesASymbolicLinkThroughALinkThatStandsLater() throws IOException {
        byte[] tar = new Tars().file("p/a/b/f", "").link("p/a/l", "b/m/../../../x").link("p/a/b/m", "..").finished();
        refused(Reason.LINK, tar);
    }

    @Test
    void refusesAHardLinkToWhatIsNotThere() throws IOException {
        refused(Reason.LINK, new Tars().hardLink("a", "b").file("b", "").finished());
        refused(Reason.LINK, new Tars().folder("b/").hardLink("a", "b").finished());
        refused(Reason.NAME, new Tars().hardLink("a", "../b").finished());
    }

    @Test
    void refusesASymbolicLinkInAZip() throws IOException {
        refused(Reason.LINK, new Zips().withMode("evil.py", 0120777, "import os").finished());
    }

    @ParameterizedTest
    @ValueSource(chars = {'3', '4', '6'})
    void refusesDevicesAndFifos(char type) throws IOException {
        refused(Reason.SPECIAL_FILE, new Tars().entry(type, "a", "", "").finished());
    }

    @Test
    void refusesWhatReadersOfTarsDisagreeAbout() throws IOException {
        refused(Reason.UNSUPPORTED, new Tars().entry('S', "a", "", "").finished());
        refused(Reason.UNSUPPORTED, new Tars().pax('g', "path", "b").file("a", "").finished());
        refused(Reason.UNSUPPORTED, new Tars().pax('x', "GNU.sparse.major", "1").file("a", "").finished());
        refused(Reason.DAMAGED, new Tars().pax('x', "path", "b").entry('L', "x", "", "c").file("a", "").finished());
        refused(Reason.DAMAGED, new Tars().pax('x', "path", "b").pax('x', "path", "c").file("a", "").finished());
        refused(Reason.DAMAGED, new Tars().pax('x', "path", "b").finished());
        refused(Reason.DAMAGED, new Tars().pax('x', "path", "b", "path", "c").file("a", "").finished());
        refused(Reason.DAMAGED, new Tars().entry('x', "x", "", "99 path=b\n").file("a", "").finished());
        refused(Reason.DAMAGED, new Tars().entry('5', "a/", "", "content").finished());
        refused(Reason.DAMAGED, new Tars().file("a", "").raw(new byte[1024]).file("hidden", "").finished());
    }

    @Test
    void refusesAPrefixInAHeaderThatIsNotOfThePosixForm() throws IOException {
        byte[] header = Tars.header('0', "c".getBytes(StandardCharsets.UTF_8), "", 0);
        Tars.put(header, 257, "ustar  \0");
        Tars.put(header, 345, "a");
        refused(Reason.DAMAGED, new Tars().raw(Tars.sealed(header)).finished());
    }

    @Test
    void refusesEncryptedContentAndUnusualMethods() throws IOException {
        refused(Reason.ENCRYPTED, withHeaderBytes(new Zips().stored("a", "1").finished(), 6, 8, 1));
        refused(Reason.UNSUPPORTED, withHeaderBytes(new Zips().stored("a", "1").finished(), 8, 10, 12));
    }

    @Test
    void refusesANameThatIsMarkedAsUtf8AndIsNot() throws IOException {
        byte[] zip = new Zips().stored("abc", "").finished();
        for (int at = indexOf(zip, "abc", 0); at >= 0; at = indexOf(zip, "abc", at + 1)) {
            zip[at] = (byte) 0xff;
        }
        refused(Reason.NAME, zip);
    }

    @Test
    void refusesAZipThatIsCutShortAnywhere() throws IOException {
        byte[] zip = new Zips().file("a", "some content").file("b", "more").finished();
        for (int length = 0; length < zip.length; length++) {
            Reason reason = length < 4 ? Reason.NO_ARCHIVE : Reason.DAMAGED;
            refused(reason, Arrays.copyOf(zip, length));
        }
    }

    @Test
    void refusesATarThatIsCutShortAnywhere() throws IOException {
        byte[] tar = new Tars().folder("p/").file("p/a", "x".repeat(600)).unfinished();
        for (int length = 0; length <= tar.length; length += 64) {
            Reason reason = length < 512 ? Reason.NO_ARCHIVE : Reason.DAMAGED;
            refused(reason, Arrays.copyOf(tar, length));
        }
    }

    @Test
    void refusesACompressedTarThatIsCutShortOrBroken() throws IOException {
        byte[] tar = new Tars().file("p/a", "x".repeat(600)).finished();
        List<Tars.Compressor> compressors =
                List.of(GZIPOutputStream::new, BZip2CompressorOutputStream::new, XZCompressorOutputStream::new);
        for (Tars.Compressor compressor : compressors) {
            byte[] archive = Tars.compressed(tar, compressor);
            for (int length = 10; length < archive.length; length++) {
                refused(Reason.DAMAGED, Arrays.copyOf(archive, length));
            }
            refused(Reason.DAMAGED, flipped(archive, archive.length / 2));
        }
    }

    @Test
    void refusesSomethingBehindAGzip() throws IOException {
        byte[] archive = Tars.compressed(new Tars().file("a", "").finished(), GZIPOutputStream::new);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(archive);
        out.writeBytes("PK\3\4".getBytes(StandardCharsets.ISO_8859_1));
        refused(Reason.DAMAGED, out.toByteArray());
    }

    @Test
    void refusesContentWhoseChecksumOrLengthDoesNotFit() throws IOException {
        byte[] zip = new Zips().stored("a", "content").finished();
        refusedWhenRead(flipped(zip, indexOf(zip, "content", 0)));
        byte[] deflated = new Zips().file("a", "content ".repeat(100)).finished();
        refusedWhenRead(flipped(deflated, 40));
        refusedWhenRead(withCentralBytes(new Zips().file("a", "content").finished(), 24, 6));
        refusedWhenRead(withCentralBytes(new Zips().file("a", "content").finished(), 24, 8));
    }

    @Test
    void refusesAHeaderOfATarWhoseChecksumDoesNotFit() throws IOException {
        byte[] tar = new Tars().file("a", "").file("b", "").finished();
        refused(Reason.DAMAGED, flipped(tar, 512 + 3));
        refused(Reason.NO_ARCHIVE, flipped(tar, 3));
    }

    @Test
    void refusesWhatIsNoArchive() throws IOException {
        refused(Reason.NO_ARCHIVE, new byte[0]);
        refused(Reason.NO_ARCHIVE, "#!/bin/sh\n".repeat(100).getBytes(StandardCharsets.UTF_8));
        refused(Reason.NO_ARCHIVE, Arrays.copyOf("MZ".getBytes(StandardCharsets.UTF_8), 2000));
        refused(Reason.DAMAGED, Tars.compressed("no tar".getBytes(StandardCharsets.UTF_8), GZIPOutputStream::new));
    }

    @Test
    void refusesMoreThanTheLimits() throws IOException {
        refused(Reason.TOO_MANY_ENTRIES, new Zips().file("a", "").file("b", "").file("c", "").file("d", "").finished(),
                NARROW);
        refused(Reason.TOO_MANY_ENTRIES, new Tars().file("a", "").file("b", "").file("c", "").file("d", "").finished(),
                NARROW);
        refused(Reason.NAME_TOO_LONG, new Zips().file("n".repeat(21), "").finished(), NARROW);
        refused(Reason.NAME_TOO_LONG, new Tars().file("n".repeat(21), "").finished(), NARROW);
        refused(Reason.NAME_TOO_LONG, new Tars().link("a", "n".repeat(21)).finished(), NARROW);
        refused(Reason.TOO_LARGE, new Zips().file("a", "x".repeat(600)).file("b", "x".repeat(600)).finished(), NARROW);
        refused(Reason.TOO_LARGE, Tars.compressed(new Tars().file("a", "").finished(), GZIPOutputStream::new), NARROW);
    }

    @Test
    void refusesWhatExpandsTooMuch() throws IOException {
        byte[] tar = new byte[70 << 20];
        refused(Reason.TOO_COMPRESSED, Tars.compressed(tar, GZIPOutputStream::new),
                new ArchiveLimits(9, 1L << 30, 10, 20));
        byte[] zip = new Zips().file("a", "x".repeat(70 << 20)).finished();
        refused(Reason.TOO_COMPRESSED, zip, new ArchiveLimits(9, 1L << 30, 10, 20));
    }

    @Test
    void eitherReadsOrRefusesWhateverIsBroken() throws IOException {
        byte[] tar = new Tars().folder("p/").pax('x', "path", "p/é").file("p/a", "x".repeat(600)).link("p/l", "a")
                .finished();
        List<byte[]> archives = List.of(tar, new Zips().file("a", "content".repeat(30)).stored("b", "more").finished(),
                Tars.compressed(tar, GZIPOutputStream::new), Tars.compressed(tar, BZip2CompressorOutputStream::new),
                Tars.compressed(tar, XZCompressorOutputStream::new));
        Random random = new Random(8938);
        int refusals = 0;
        for (byte[] archive : archives) {
            for (int i = 0; i < 400; i++) {
                refusals += isRefused(broken(archive, random)) ? 1 : 0;
            }
        }
        assertThat(refusals).isGreaterThan(1000);
    }

    private boolean isRefused(byte[] archive) throws IOException {
        try (ArchiveReader reader = ArchiveReader.open(Files.write(folder.resolve("archive"), archive))) {
            reader.verify();
            return false;
        } catch (UnreadableArchiveException _) {
            return true;
        }
    }

    private static byte[] broken(byte[] archive, Random random) {
        byte[] copy = archive.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
        }
        return copy;
    }

    private void refused(Reason reason, byte[] archive) throws IOException {
        refused(reason, archive, ArchiveLimits.DEFAULT);
    }

    private void refused(Reason reason, byte[] archive, ArchiveLimits limits) throws IOException {
        Path file = Files.write(folder.resolve("archive"), archive);
        assertThatExceptionOfType(UnreadableArchiveException.class)
                .isThrownBy(() -> ArchiveReader.open(file, limits).close())
                .satisfies(e -> assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason));
    }

    private void refusedWhenRead(byte[] archive) throws IOException {
        try (ArchiveReader reader = ArchiveReader.open(Files.write(folder.resolve("archive"), archive))) {
            assertThatExceptionOfType(UnreadableArchiveException.class)
                    .isThrownBy(reader::verify)
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.DAMAGED))
                    .satisfies(e -> assertThat(e.place()).isEqualTo("a"));
        }
    }

    private static byte[] flipped(byte[] archive, int at) {
        byte[] copy = archive.clone();
        copy[at] ^= 0x55;
        return copy;
    }

    private static byte[] withHeaderBytes(byte[] zip, int local, int central, int value) {
        byte[] copy = withCentralBytes(zip, central, value);
        copy[indexOf(copy, "PK\3\4", 0) + local] = (byte) value;
        return copy;
    }

    private static byte[] withCentralBytes(byte[] zip, int central, int value) {
        byte[] copy = zip.clone();
        copy[indexOf(copy, "PK\1\2", 0) + central] = (byte) value;
        return copy;
    }

    private static int indexOf(byte[] bytes, String text, int from) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text, from);
    }
}
