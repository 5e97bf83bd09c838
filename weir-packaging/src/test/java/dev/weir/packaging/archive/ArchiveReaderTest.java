package dev.weir.packaging.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weir.packaging.archive.ArchiveEntry.File;
import dev.weir.packaging.archive.ArchiveEntry.Folder;
import dev.weir.packaging.archive.ArchiveEntry.Link;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveReaderTest {
    @TempDir
    Path folder;

    @Test
    void listsAWheelInTheOrderOfItsDirectory() throws IOException {
        byte[] wheel = new Zips().file("z/__init__.py", "X = 1\n")
                .stored("a.py", "")
                .withMode("bin/run", 0100755, "#!")
                .withMode("data/", 040755, "")
                .file("z-1.dist-info/RECORD", "é")
                .finished();
        try (ArchiveReader reader = read(wheel)) {
            assertThat(reader.format()).isEqualTo(ArchiveFormat.ZIP);
            assertThat(reader.entries()).extracting(ArchiveEntry::path)
                    .containsExactly("z/__init__.py", "a.py", "bin/run", "data", "z-1.dist-info/RECORD");
            assertThat(reader.entries()).contains(new File("bin/run", OptionalInt.of(0755), 2))
                    .contains(new Folder("data", OptionalInt.of(0755)));
            assertThat(contents(reader)).containsEntry("z/__init__.py", "X = 1\n")
                    .containsEntry("a.py", "")
                    .containsEntry("z-1.dist-info/RECORD", "é");
            reader.verify();
        }
    }

    @Test
    void readsTheSameTarWhateverItIsCompressedWith() throws IOException {
        byte[] tar = new Tars().folder("p-1/")
                .file("p-1/setup.py", "setup()\n")
                .link("p-1/link", "setup.py")
                .hardLink("p-1/same.py", "p-1/setup.py")
                .finished();
        Map<ArchiveFormat, byte[]> archives = Map.of(
                ArchiveFormat.TAR, tar,
                ArchiveFormat.TAR_GZ, Tars.compressed(tar, GZIPOutputStream::new),
                ArchiveFormat.TAR_BZ2, Tars.compressed(tar, BZip2CompressorOutputStream::new),
                ArchiveFormat.TAR_XZ, Tars.compressed(tar, XZCompressorOutputStream::new));
        for (Map.Entry<ArchiveFormat, byte[]> archive : archives.entrySet()) {
            try (ArchiveReader reader = read(archive.getValue())) {
                assertThat(reader.format()).isEqualTo(archive.getKey());
                assertThat(reader.entries()).containsExactly(
                        new Folder("p-1", OptionalInt.of(0755)),
                        new File("p-1/setup.py", OptionalInt.of(0755), 8),
                        new Link("p-1/link", "setup.py"),
                        new File("p-1/same.py", OptionalInt.of(0755), 8));
                assertThat(contents(reader)).containsEntry("p-1/same.py", "setup()\n").hasSize(2);
                reader.verify();
            }
        }
    }

    @Test
    void readsTheLongNamesOfPosixAndOfGnu() throws IOException {
        String name = "p/" + "n".repeat(150) + "/é".repeat(60) + ".py";
        for (int mode : new int[]{TarArchiveOutputStream.LONGFILE_POSIX, TarArchiveOutputStream.LONGFILE_GNU}) {
            try (ArchiveReader reader = read(tarWithLongNames(mode, name))) {
                assertThat(reader.entries()).containsExactly(
                        new File(name, OptionalInt.of(0644), 1), new Link("p/link", name.substring(2)));
                assertThat(contents(reader)).containsEntry(name, "1");
            }
        }
    }

    @Test
    void joinsThePrefixOfAPosixHeaderWithTheName() throws IOException {
        byte[] header = Tars.header('0', bytes("c.py"), "", 0);
        Tars.put(header, 345, "a/b");
        try (ArchiveReader reader = read(new Tars().raw(Tars.sealed(header)).finished())) {
            assertThat(reader.entries()).extracting(ArchiveEntry::path).containsExactly("a/b/c.py");
        }
    }

    @Test
    void takesTheSizeFromAnExtendedHeader() throws IOException {
        byte[] header = Tars.header('0', bytes("a"), "", 0);
        byte[] tar = new Tars().pax('x', "size", "3", "mtime", "1.5").raw(header).raw(bytes("abc")).raw(new byte[509])
                .file("b", "4").finished();
        try (ArchiveReader reader = read(tar)) {
            assertThat(contents(reader)).containsExactly(Map.entry("a", "abc"), Map.entry("b", "4"));
        }
    }

    @Test
    void leavesOutTheRootAndTheDotBeforeAName() throws IOException {
        try (ArchiveReader reader =
                read(new Tars().folder("./").folder("./a").file("./a/b", "").folder(".").finished())) {
            assertThat(reader.entries()).extracting(ArchiveEntry::path).containsExactly("a", "a/b");
        }
    }

    @Test
    void followsHarmlessLinksOfATar() throws IOException {
        byte[] tar = new Tars().file("p/a/f", "").link("p/l1", "a/../a/f").link("p/a/l2", "../l1")
                .link("p/l3", "absent").finished();
        try (ArchiveReader reader = read(tar)) {
            assertThat(reader.entries()).hasSize(4).contains(new Link("p/a/l2", "../l1"));
        }
    }

    @Test
    void readsAnEmptyZip() throws IOException {
        try (ArchiveReader reader = read(new Zips().finished())) {
            assertThat(reader.entries()).isEmpty();
        }
    }

    @Test
    void opensOnlyItsOwnFiles() throws IOException {
        try (ArchiveReader reader = read(new Zips().file("a", "1").finished())) {
            assertThatIllegalArgumentException().isThrownBy(() -> reader.open(new File("b", OptionalInt.empty(), 1)));
        }
    }

    @Test
    void readsTheFileThatItOpenedEvenWhereAnotherTakesItsPlace() throws IOException {
        Path file = Files.write(folder.resolve("archive"), new Zips().file("a", "1").finished());
        try (ArchiveReader reader = ArchiveReader.open(file)) {
            Files.move(file, folder.resolve("aside"));
            Files.write(file, new Zips().file("a", "2").finished());
            assertThat(contents(reader)).containsEntry("a", "1");
        }
    }

    @Test
    void sayingThatAFileIsAbsentIsNotARefusal() {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> ArchiveReader.open(folder.resolve("absent")));
    }

    private ArchiveReader read(byte[] archive) throws IOException {
        return ArchiveReader.open(Files.write(folder.resolve("archive"), archive));
    }

    private static Map<String, String> contents(ArchiveReader reader) throws IOException {
        Map<String, String> contents = new LinkedHashMap<>();
        for (ArchiveEntry entry : reader.entries()) {
            if (entry instanceof File file) {
                try (InputStream in = reader.open(file)) {
                    contents.put(file.path(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return contents;
    }

    private byte[] tarWithLongNames(int mode, String name) throws IOException {
        Path file = folder.resolve("long.tar");
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(Files.newOutputStream(file), "UTF-8")) {
            out.setLongFileMode(mode);
            TarArchiveEntry entry = new TarArchiveEntry(name);
            entry.setSize(1);
            out.putArchiveEntry(entry);
            out.write('1');
            out.closeArchiveEntry();
            TarArchiveEntry link = new TarArchiveEntry("p/link", (byte) '2');
            link.setLinkName(name.substring(2));
            out.putArchiveEntry(link);
            out.closeArchiveEntry();
        }
        return Files.readAllBytes(file);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
