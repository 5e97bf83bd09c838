package dev.weir.fuzz;

import dev.weir.packaging.archive.ArchiveFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// Tars, plain and compressed. What we accept, commons-compress sees in the same way.
public final class TarFuzz {

    private TarFuzz() {}

    /// One input.
    ///
    /// @throws IOException where a reader fails that should not
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        Optional<Content> accepted = Content.read(input).filter(content -> content.format() != ArchiveFormat.ZIP);
        if (accepted.isPresent()) {
            accepted.get().mustBe(otherwise(expanded(input, accepted.get().format())), "commons-compress");
        }
    }

    private static InputStream expanded(byte[] input, ArchiveFormat format) throws IOException {
        InputStream bytes = new ByteArrayInputStream(input);
        return switch (format) {
            case TAR, ZIP -> bytes;
            case TAR_GZ -> new GZIPInputStream(bytes);
            case TAR_BZ2 -> new BZip2CompressorInputStream(bytes);
            case TAR_XZ -> XZCompressorInputStream.builder().setInputStream(bytes).get();
        };
    }

    private static Map<String, String> otherwise(InputStream bytes) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(bytes, "UTF-8")) {
            Map<String, String> files = new TreeMap<>();
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile() && !entry.isLink() && !entry.isSymbolicLink()) {
                    files.put(entry.getName(), Content.sha256(tar.readAllBytes()));
                }
            }
            return files;
        }
    }
}
