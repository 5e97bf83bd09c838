package dev.weir.benchmarks.judging;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// Writes archives that are small and hold much.
final class Bombs {

    private static final byte[] ZEROS = new byte[1 << 20];

    private Bombs() {}

    /// A wheel with some members of zeros.
    ///
    /// @param mebibytes of each member
    static Path wheel(Path folder, String name, int members, int mebibytes) throws IOException {
        var file = folder.resolve(name + "-1.0-py3-none-any.whl");
        try (var zip = new ZipOutputStream(buffered(file))) {
            for (int member = 0; member < members; member++) {
                zip.putNextEntry(new ZipEntry(name + "/member_" + member + ".py"));
                zeros(zip, mebibytes);
                zip.closeEntry();
            }
        }
        return file;
    }

    /// A source archive with some files of zeros.
    ///
    /// @param mebibytes of each file
    static Path source(Path folder, String name, int files, int mebibytes) throws IOException {
        var file = folder.resolve(name + "-1.0.tar.gz");
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(buffered(file)))) {
            for (int number = 0; number < files; number++) {
                var entry = new TarArchiveEntry(name + "-1.0/file_" + number);
                entry.setSize((long) mebibytes * ZEROS.length);
                tar.putArchiveEntry(entry);
                zeros(tar, mebibytes);
                tar.closeArchiveEntry();
            }
        }
        return file;
    }

    private static void zeros(OutputStream out, int mebibytes) throws IOException {
        for (int count = 0; count < mebibytes; count++) {
            out.write(ZEROS);
        }
    }

    private static OutputStream buffered(Path file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(file));
    }
}
