package dev.weir.hooks.structure;

import dev.weir.packaging.archive.ArchiveEntry;
import dev.weir.packaging.archive.ArchiveReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The members of a wheel or a source archive.
///
/// @param archive to read them from
/// @param files   by path, in the order of the archive
record ArchiveFiles(ArchiveReader archive, Map<String, ArchiveEntry.File> files) {

    static ArchiveFiles of(ArchiveReader archive) {
        var files = new LinkedHashMap<String, ArchiveEntry.File>();
        for (var entry : archive.entries()) {
            if (entry instanceof ArchiveEntry.File file) {
                files.put(file.path(), file);
            }
        }
        return new ArchiveFiles(archive, files);
    }

    /// All paths, those of folders too.
    List<String> paths() {
        return archive.entries().stream().map(ArchiveEntry::path).toList();
    }

    /// The first bytes of a file; empty where there is no such file.
    ///
    /// @throws IOException where it cannot be read
    Optional<byte[]> read(String path, int most) throws IOException {
        var file = files.get(path);
        if (file == null) {
            return Optional.empty();
        }
        try (var content = archive.open(file)) {
            return Optional.of(content.readNBytes(most));
        }
    }

    long size(String path) {
        var file = files.get(path);
        return file == null ? 0 : file.size();
    }

    /// The hash of a file, as a `RECORD` has it. All of the file is read.
    ///
    /// @param algorithm as Java names it
    /// @throws IOException where it cannot be read, is damaged, or there is no such algorithm
    String hash(String path, String algorithm) throws IOException {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest(path, algorithm));
    }

    /// Its SHA-256, as events have it. All of the file is read.
    ///
    /// @throws IOException where it cannot be read, or is damaged
    String sha256(String path) throws IOException {
        return "sha256:" + HexFormat.of().formatHex(digest(path, "SHA-256"));
    }

    private byte[] digest(String path, String algorithm) throws IOException {
        var digest = digest(algorithm);
        try (var content = new DigestInputStream(open(path), digest)) {
            content.transferTo(OutputStream.nullOutputStream());
        }
        return digest.digest();
    }

    private InputStream open(String path) throws IOException {
        var file = files.get(path);
        if (file == null) {
            throw new IOException("no file of this archive: " + path);
        }
        return archive.open(file);
    }

    private static MessageDigest digest(String algorithm) throws IOException {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException unknown) {
            throw new IOException("no such algorithm: " + algorithm, unknown);
        }
    }
}
