package dev.weir.fuzz;

import dev.weir.packaging.archive.ArchiveEntry;
import dev.weir.packaging.archive.ArchiveFormat;
import dev.weir.packaging.archive.ArchiveLimits;
import dev.weir.packaging.archive.ArchiveReader;
import dev.weir.packaging.archive.Inspection;
import dev.weir.packaging.archive.UnreadableArchiveException;
import dev.weir.packaging.tree.EscapedPath;
import dev.weir.packaging.tree.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/// The files of an archive.
///
/// @param format what our reader took it for
/// @param files SHA-256 by name
record Content(ArchiveFormat format, Map<String, String> files) {

    /// Small, so that inputs that run into them come up.
    private static final ArchiveLimits LIMITS =
            new ArchiveLimits(1000, 8 << 20, 200, 4096, 255, 20, 1 << 20, Duration.ofSeconds(20));

    /// What our reader sees; empty where it refuses.
    ///
    /// @throws IOException where it fails in another way than by refusing
    static Optional<Content> read(byte[] archive) throws IOException {
        try (ArchiveReader reader =
                Inspection.of(new SeekableInMemoryByteChannel(archive.clone()), LIMITS).reader()) {
            Map<String, String> files = new TreeMap<>();
            for (ArchiveEntry entry : reader.entries()) {
                if (entry instanceof ArchiveEntry.File file) {
                    files.put(name(file), sha256(reader, file));
                }
            }
            return Optional.of(new Content(reader.format(), files));
        } catch (UnreadableArchiveException _) {
            return Optional.empty();
        }
    }

    private static String name(ArchiveEntry.File file) {
        return new String(EscapedPath.unescape(file.path()), StandardCharsets.UTF_8);
    }

    private static String sha256(ArchiveReader reader, ArchiveEntry.File file) throws IOException {
        try (InputStream content = reader.open(file)) {
            byte[] bytes = content.readAllBytes();
            Must.be(bytes.length == file.size(), () -> file + " has " + bytes.length + " bytes");
            return sha256(bytes);
        }
    }

    static String sha256(byte[] bytes) {
        return Sha256.of(bytes).hex();
    }

    /// Fails where another reader sees other files.
    void mustBe(Map<String, String> others, String reader) {
        Must.be(files.equals(others), () -> "our reader sees " + files + ", " + reader + " " + others);
    }
}
