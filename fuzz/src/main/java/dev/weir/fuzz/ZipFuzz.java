package dev.weir.fuzz;

import dev.weir.packaging.archive.ArchiveFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/// Zips. What we accept, Java's reader of the directory and its reader of the local headers see in the same way.
public final class ZipFuzz {

    private ZipFuzz() {}

    /// One input.
    ///
    /// @throws IOException where a reader fails that should not
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        Optional<Content> accepted = Content.read(input).filter(content -> content.format() == ArchiveFormat.ZIP);
        if (accepted.isPresent()) {
            accepted.get().mustBe(byDirectory(input), "java.util.zip.ZipFile");
            accepted.get().mustBe(byHeaders(input), "java.util.zip.ZipInputStream");
        }
    }

    private static Map<String, String> byDirectory(byte[] input) throws IOException {
        Path file = Files.createTempFile("weir-fuzz", ".zip");
        try (ZipFile zip = new ZipFile(Files.write(file, input).toFile())) {
            Map<String, String> files = new TreeMap<>();
            for (ZipEntry entry : zip.stream().filter(entry -> !entry.isDirectory()).toList()) {
                try (InputStream content = zip.getInputStream(entry)) {
                    put(files, entry, content);
                }
            }
            return files;
        } finally {
            Files.delete(file);
        }
    }

    private static Map<String, String> byHeaders(byte[] input) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(input))) {
            Map<String, String> files = new TreeMap<>();
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    put(files, entry, zip);
                }
            }
            return files;
        }
    }

    private static void put(Map<String, String> files, ZipEntry entry, InputStream content) throws IOException {
        String other = files.put(entry.getName(), Content.sha256(content.readAllBytes()));
        Must.be(other == null, () -> "twice: " + entry.getName());
    }
}
