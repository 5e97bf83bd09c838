package dev.weir.cli.check;

import dev.weir.api.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Something on this machine that could be installed.
///
/// @param given    as the user wrote it
/// @param path     absolute
/// @param metadata as far as it can be told before anything is unpacked
public record Subject(String given, Path path, Kind kind, Metadata metadata) {

    /// What lies at a path.
    ///
    /// @throws IOException where it is neither a file nor a folder
    public static Subject at(String given) throws IOException {
        var path = Path.of(given).toAbsolutePath().normalize();
        if (Files.isDirectory(path)) {
            return new Subject(given, path, Kind.DIRECTORY, Metadata.ofTree(path));
        }
        if (!Files.isRegularFile(path)) {
            throw new IOException(Files.exists(path) ? "is neither a file nor a folder" : "is not there");
        }
        var file = fileName(path);
        return file.endsWith(".whl")
                ? new Subject(given, path, Kind.WHEEL, Metadata.ofWheel(file))
                : new Subject(given, path, Kind.ARCHIVE, Metadata.ofArchive(file));
    }

    /// The last part of its path.
    public String fileName() {
        return fileName(path);
    }

    private static String fileName(Path path) {
        var name = path.getFileName();
        return name == null ? "" : name.toString();
    }

    /// As an installer that is given the path would write it.
    public String url() {
        var url = path.toUri().toString();
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
