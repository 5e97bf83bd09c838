package dev.weir.packaging.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/// Writes zips, also such as no honest tool writes.
final class Zips {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipArchiveOutputStream out = new ZipArchiveOutputStream(bytes);

    Zips file(String name, String content) {
        return add(new ZipArchiveEntry(name), content);
    }

    Zips stored(String name, String content) {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        byte[] data = content.getBytes(StandardCharsets.UTF_8);
        CRC32 checksum = new CRC32();
        checksum.update(data);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(data.length);
        entry.setCrc(checksum.getValue());
        return add(entry, content);
    }

    Zips withMode(String name, int mode, String content) {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        entry.setUnixMode(mode);
        return add(entry, content);
    }

    byte[] finished() throws IOException {
        out.close();
        return bytes.toByteArray();
    }

    private Zips add(ZipArchiveEntry entry, String content) {
        try {
            out.putArchiveEntry(entry);
            out.write(content.getBytes(StandardCharsets.UTF_8));
            out.closeArchiveEntry();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
