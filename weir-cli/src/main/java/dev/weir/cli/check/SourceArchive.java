package dev.weir.cli.check;

import dev.weir.packaging.archive.ArchiveEntry;
import dev.weir.packaging.archive.ArchiveReader;
import dev.weir.packaging.tree.EscapedPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/// Unpacks a source archive as pip does: a folder that all entries have in common is left out, and of the permissions only the one to execute
/// counts.
record SourceArchive(ArchiveReader archive, Path root) {

    private static final int ANYBODY_EXECUTES = 0111;
    private static final Set<PosixFilePermission> EXECUTABLE = PosixFilePermissions.fromString("rwxr-xr-x");

    /// @param root of the new tree; not there yet
    /// @throws IOException where the archive is refused by a strict reader, or there is no room
    static void unpack(Path file, Path root) throws IOException {
        try (var archive = ArchiveReader.open(file)) {
            new SourceArchive(archive, root).unpack();
        }
    }

    private void unpack() throws IOException {
        Files.createDirectory(root);
        var entries = archive.entries();
        var above = haveOneFolder(entries) ? 1 : 0;
        for (var entry : entries) {
            var names = List.of(entry.path().split("/", -1));
            if (names.size() > above) {
                write(entry, EscapedPath.resolve(root, String.join("/", names.subList(above, names.size()))));
            }
        }
    }

    private static boolean haveOneFolder(List<ArchiveEntry> entries) {
        return entries.stream().map(entry -> entry.path().split("/", 2)[0]).distinct().count() == 1
                && entries.stream().anyMatch(entry -> entry.path().contains("/"));
    }

    private void write(ArchiveEntry entry, Path target) throws IOException {
        Files.createDirectories(target.resolveSibling(""));
        switch (entry) {
            case ArchiveEntry.Folder _ -> Files.createDirectories(target);
            case ArchiveEntry.Link(_, var to) -> Files.createSymbolicLink(target,
                    Path.of(new String(EscapedPath.unescape(to), StandardCharsets.UTF_8)));
            case ArchiveEntry.File file -> write(file, target);
        }
    }

    private void write(ArchiveEntry.File file, Path target) throws IOException {
        try (var content = archive.open(file)) {
            Files.copy(content, target);
        }
        if ((file.mode().orElse(0) & ANYBODY_EXECUTES) != 0) {
            Files.setPosixFilePermissions(target, EXECUTABLE);
        }
    }
}
