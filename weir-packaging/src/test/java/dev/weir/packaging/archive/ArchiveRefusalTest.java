package dev.weir.packaging.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.testkit.packages.RawZip;
import dev.weir.testkit.packages.RawZip.Field;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
    private static final ArchiveLimits NARROW = limits(3, 1000, 10, 20);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
            "/abs,NAME_ABSOLUTE", "C:/x,NAME_ABSOLUTE", "../out,NAME_PARENT", "a/../../out,NAME_PARENT",
            "a/..,NAME_PARENT",
            "..,NAME_PARENT", "a//b,NAME_PARTS", "a/./b,NAME_PARTS", "\\abs,NAME_BACKSLASH", "..\\out,NAME_BACKSLASH",
            "a\\..\\b,NAME_BACKSLASH", "`a\nb`,NAME_CHARACTERS", "a\u007f,NAME_CHARACTERS",
            "a\u202e.py,NAME_CHARACTERS",
            "a\u200b,NAME_CHARACTERS", "a/nul.py,NAME_DEVICE", "CON,NAME_DEVICE", "com1/x,NAME_DEVICE",
            "a./b,NAME_ENDING",
            "`a /b`,NAME_ENDING"
    })
    void refusesANameThatLeadsElsewhereOrCanBeReadInTwoWays(String name, Fault fault) throws IOException {
        refused(fault, new RawZip().file(name, "").bytes());
        refused(fault, new Tars().file(name, "").finished());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/..b", "a/b..c", "null.py", "console", "com10", "é/ß.py", "a b", "ab:c", ".x"})
    void takesANameThatOnlyLooksLikeOne(String name) throws IOException {
        Path file = Files.write(folder.resolve("archive"), new Zips().file(name, "").finished());
        ArchiveReader.open(file).close();
    }

    @Test
    void refusesNamesThatSomeFileSystemsTakeForOne() throws IOException {
        refused(Fault.NAME_COLLISION, new Zips().file("a.py", "").file("A.py", "").finished());
        refused(Fault.NAME_COLLISION, new Tars().file("p/é", "").file("p/e\u0301", "").finished());
    }

    @Test
    void refusesTwoEntriesWithOneName() throws IOException {
        refused(Fault.DUPLICATE, new Zips().file("a", "1").file("b", "").file("a", "2").finished());
        refused(Fault.DUPLICATE, new Tars().file("a", "1").file("./a", "2").finished());
        refused(Fault.DUPLICATE, new Tars().folder("a/").file("a", "").finished());
    }

    @Test
    void refusesAnEntryBelowAFileOrALink() throws IOException {
        refused(Fault.FILE_AND_FOLDER, new Zips().file("a/b", "").file("a", "").finished());
        refused(Fault.FILE_AND_FOLDER, new Tars().link("a", "b").file("a/c/d", "").finished());
    }

    @ParameterizedTest
    @CsvSource({
            "p/l,/etc/passwd", "p/l,../../etc/passwd", "p/l,../q", "p/d/l,../../../x", "p/l,l", "p/l,up/../../x",
            "p/l,up/..", "p/l,''", "p/l,d/../../../p/x"
    })
    void refusesASymbolicLinkThatLeavesTheArchive(String name, String target) throws IOException {
        byte[] tar = new Tars().folder("p/").folder("p/d/").link("p/up", "d/..").link(name, target).finished();
        refused(Fault.TAR_LINK, tar);
    }

    @Test
    void refusesASymbolicLinkThroughALinkThatStandsLater() throws IOException {
        byte[] tar = new Tars().file("p/a/b/f", "").link("p/a/l", "b/m/../../../x").link("p/a/b/m", "..").finished();
        refused(Fault.TAR_LINK, tar);
    }

    @Test
    void refusesAHardLinkToWhatIsNotThere() throws IOException {
        refused(Fault.TAR_LINK, new Tars().hardLink("a", "b").file("b", "").finished());
        refused(Fault.TAR_LINK, new Tars().folder("b/").hardLink("a", "b").finished());
        refused(Fault.NAME_PARENT, new Tars().hardLink("a", "../b").finished());
    }

    @Test
    void refusesASymbolicLinkInAZip() throws IOException {
        refused(Fault.ZIP_LINK, new Zips().withMode("evil.py", 0120777, "import os").finished());
    }

    @ParameterizedTest
    @ValueSource(chars = {'3', '4', '6'})
    void refusesDevicesAndFifos(char type) throws IOException {
        refused(Fault.SPECIAL_FILE, new Tars().entry(type, "a", "", "").finished());
    }

    @Test
    void refusesWhatReadersOfTarsDisagreeAbout() throws IOException {
        refused(Fault.TAR_SPARSE, new Tars().entry('S', "a", "", "").finished());
        refused(Fault.TAR_OVERRIDE, new Tars().pax('g', "path", "b").file("a", "").finished());
        refused(Fault.TAR_SPARSE, new Tars().pax('x', "GNU.sparse.major", "1").file("a", "").finished());
        refused(Fault.TAR_OVERRIDE, new Tars().pax('x', "path", "b").entry('L', "x", "", "c").file("a", "").finished());
        refused(Fault.TAR_OVERRIDE, new Tars().pax('x', "path", "b").pax('x', "path", "c").file("a", "").finished());
        refused(Fault.TAR_OVERRIDE, new Tars().pax('x', "path", "b").finished());
        refused(Fault.TAR_OVERRIDE, new Tars().pax('x', "comment", "b").finished());
        refused(Fault.TAR_OVERRIDE, new Tars().entry('L', "x", "", "c").finished());
        refused(Fault.TAR_OVERRIDE, new Tars().entry('L', "x", "", "c\0d").file("a", "").finished());
        refused(Fault.TAR_OVERRIDE, new Tars().pax('x', "path", "b", "path", "c").file("a", "").finished());
        refused(Fault.TAR_OVERRIDE, new Tars().entry('x', "x", "", "99 path=b\n").file("a", "").finished());
        refused(Fault.FOLDER_CONTENT, new Tars().entry('5', "a/", "", "content").finished());
        refused(Fault.TAR_TRAILING, new Tars().file("a", "").raw(new byte[1024]).file("hidden", "").finished());
    }

    @Test
    void refusesAnEntryWithoutAName() throws IOException {
        refused(Fault.NAME_PARTS, new Tars().file("", "").finished());
    }

    @Test
    void refusesAFolderOfAZipWhoseContentIsDamaged() throws IOException {
        refused(Fault.DAMAGED, new RawZip().file("f/", "", member -> member.data(new byte[]{3, 1})).bytes());
        ArchiveReader.open(Files.write(folder.resolve("empty"), new RawZip().file("f/", "").bytes())).close();
    }

    @Test
    void refusesContentFarBehindTheEndOfTheFile() throws IOException {
        byte[] zip =
                new RawZip().file("a", "1").file("b", "2", member -> member.inDirectory(Field.OFFSET, 1 << 20)).bytes();
        zip[28] = (byte) 0xff;
        zip[29] = (byte) 0xff;
        refused(Fault.ZIP_EXTRA_FIELD, zip);
    }

    @Test
    void refusesAPrefixInAHeaderThatIsNotOfThePosixForm() throws IOException {
        byte[] header = Tars.header('0', "c".getBytes(StandardCharsets.UTF_8), "", 0);
        Tars.put(header, 257, "ustar  \0");
        Tars.put(header, 345, "a");
        refused(Fault.DAMAGED, new Tars().raw(Tars.sealed(header)).finished());
    }

    @Test
    void refusesEncryptedContentAndUnusualMethods() throws IOException {
        refused(Fault.ZIP_ENCRYPTED, withHeaderBytes(new Zips().stored("a", "1").finished(), 6, 8, 1));
        refused(Fault.ZIP_METHOD, withHeaderBytes(new Zips().stored("a", "1").finished(), 8, 10, 12));
    }

    @Test
    void refusesANameThatIsMarkedAsUtf8AndIsNot() throws IOException {
        byte[] zip = new Zips().stored("abc", "").finished();
        for (int at = indexOf(zip, "abc", 0); at >= 0; at = indexOf(zip, "abc", at + 1)) {
            zip[at] = (byte) 0xff;
        }
        refused(Fault.NAME_ENCODING, zip);
    }

    @Test
    void refusesAZipThatIsCutShortAnywhere() throws IOException {
        byte[] zip = new Zips().file("a", "some content").file("b", "more").finished();
        for (int length = 0; length < zip.length; length++) {
            Fault reason = length < 4 ? Fault.NOT_AN_ARCHIVE : Fault.DAMAGED;
            refused(reason, Arrays.copyOf(zip, length));
        }
    }

    @Test
    void refusesATarThatIsCutShortAnywhere() throws IOException {
        byte[] tar = new Tars().folder("p/").file("p/a", "x".repeat(600)).unfinished();
        for (int length = 0; length <= tar.length; length += 64) {
            Fault reason = length < 512 ? Fault.NOT_AN_ARCHIVE : Fault.DAMAGED;
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
                refused(Fault.DAMAGED, Arrays.copyOf(archive, length));
            }
            refused(Fault.DAMAGED, flipped(archive, archive.length / 2));
        }
    }

    @Test
    void refusesSomethingBehindAGzip() throws IOException {
        byte[] archive = Tars.compressed(new Tars().file("a", "").finished(), GZIPOutputStream::new);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(archive);
        out.writeBytes("PK\3\4".getBytes(StandardCharsets.ISO_8859_1));
        refused(Fault.TAR_TRAILING, out.toByteArray());
    }

    @Test
    void refusesContentWhoseChecksumOrLengthDoesNotFit() throws IOException {
        byte[] zip = new Zips().stored("a", "content").finished();
        refusedWhenRead(flipped(zip, indexOf(zip, "content", 0)));
        byte[] deflated = new Zips().file("a", "content ".repeat(100)).finished();
        refusedWhenRead(flipped(deflated, 40));
        refused(Fault.ZIP_MISMATCH, withCentralBytes(new Zips().file("a", "content").finished(), 24, 6));
        refused(Fault.ZIP_MISMATCH, withCentralBytes(new Zips().file("a", "content").finished(), 24, 8));
    }

    @Test
    void refusesAHeaderOfATarWhoseChecksumDoesNotFit() throws IOException {
        byte[] tar = new Tars().file("a", "").file("b", "").finished();
        refused(Fault.TAR_CHECKSUM, flipped(tar, 512 + 3));
        refused(Fault.NOT_AN_ARCHIVE, flipped(tar, 3));
    }

    @Test
    void refusesWhatIsNoArchive() throws IOException {
        refused(Fault.NOT_AN_ARCHIVE, new byte[0]);
        refused(Fault.NOT_AN_ARCHIVE, "#!/bin/sh\n".repeat(100).getBytes(StandardCharsets.UTF_8));
        refused(Fault.NOT_AN_ARCHIVE, Arrays.copyOf("MZ".getBytes(StandardCharsets.UTF_8), 2000));
        refused(Fault.DAMAGED, Tars.compressed("no tar".getBytes(StandardCharsets.UTF_8), GZIPOutputStream::new));
    }

    @Test
    void refusesMoreThanTheLimits() throws IOException {
        refused(Fault.TOO_MANY_MEMBERS, new Zips().file("a", "").file("b", "").file("c", "").file("d", "").finished(),
                NARROW);
        refused(Fault.TOO_MANY_MEMBERS, new Tars().file("a", "").file("b", "").file("c", "").file("d", "").finished(),
                NARROW);
        refused(Fault.NAME_LENGTH, new Zips().file("n".repeat(21), "").finished(), NARROW);
        refused(Fault.NAME_LENGTH, new Tars().file("n".repeat(21), "").finished(), NARROW);
        refused(Fault.NAME_LENGTH, new Tars().link("a", "n".repeat(21)).finished(), NARROW);
        refused(Fault.TOO_LARGE, new Zips().file("a", "x".repeat(600)).file("b", "x".repeat(600)).finished(), NARROW);
        refused(Fault.TOO_LARGE, Tars.compressed(new Tars().file("a", "").finished(), GZIPOutputStream::new), NARROW);
    }

    @Test
    void refusesWhatExpandsTooMuch() throws IOException {
        byte[] tar = new byte[70 << 20];
        refused(Fault.TOO_COMPRESSED, Tars.compressed(tar, GZIPOutputStream::new),
                limits(9, 1L << 30, 10, 20));
        byte[] zip = new Zips().file("a", "x".repeat(70 << 20)).finished();
        refused(Fault.TOO_COMPRESSED, zip, limits(9, 1L << 30, 10, 20));
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

    private void refused(Fault reason, byte[] archive) throws IOException {
        refused(reason, archive, ArchiveLimits.DEFAULT);
    }

    private void refused(Fault reason, byte[] archive, ArchiveLimits limits) throws IOException {
        Path file = Files.write(folder.resolve("archive"), archive);
        assertThatExceptionOfType(UnreadableArchiveException.class)
                .isThrownBy(() -> ArchiveReader.open(file, limits).close())
                .satisfies(e -> assertThat(e.fault()).as(e.getMessage()).isEqualTo(reason));
    }

    private void refusedWhenRead(byte[] archive) throws IOException {
        try (ArchiveReader reader = ArchiveReader.open(Files.write(folder.resolve("archive"), archive))) {
            assertThatExceptionOfType(UnreadableArchiveException.class)
                    .isThrownBy(reader::verify)
                    .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.DAMAGED))
                    .satisfies(e -> assertThat(e.place()).isEqualTo("a"));
        }
    }

    private static ArchiveLimits limits(int entries, long bytes, int ratio, int name) {
        return new ArchiveLimits(entries, bytes, ratio, name, 255, 100, 1 << 20, Duration.ofMinutes(5));
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
