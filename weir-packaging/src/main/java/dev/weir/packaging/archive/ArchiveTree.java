package dev.weir.packaging.archive;

import dev.weir.packaging.tree.EscapedPath;
import dev.weir.packaging.tree.ManifestEntry;
import dev.weir.packaging.tree.Sha256;
import dev.weir.packaging.tree.TreeManifest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// The tree that an archive becomes where it is unpacked: folders that it does not list are made, and of the permissions only the one to execute counts,
/// as pip takes it: anybody's is everybody's. For one thread at a time.
///
/// @param leftOut a folder that is not made: what is in it lies at the root
public record ArchiveTree(ArchiveReader archive, Optional<String> leftOut) {
    private static final boolean POSIX =
            Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix");
    private static final int ANYBODY_EXECUTES = 0111;
    private static final Set<PosixFilePermission> EXECUTABLE = PosixFilePermissions.fromString("rwxr-xr-x");

    /// As pip unpacks an archive of source: a folder that all entries have in common is left out.
    public static ArchiveTree ofSource(ArchiveReader archive) {
        return new ArchiveTree(archive, archive.commonFolder());
    }

    /// With all that is in it.
    public static ArchiveTree ofAll(ArchiveReader archive) {
        return new ArchiveTree(archive, Optional.empty());
    }

    /// The manifest of the tree, which is not made for it.
    ///
    /// @throws UnreadableArchiveException where some content is damaged
    public TreeManifest manifest() throws IOException {
        Map<String, ManifestEntry> lines = new HashMap<>();
        for (ArchiveEntry entry : archive.entries()) {
            Optional<String> path = path(entry);
            if (path.isPresent()) {
                addFolders(path.get(), lines);
                lines.put(path.get(), line(entry, path.get()));
            }
        }
        return new TreeManifest(List.copyOf(lines.values()), List.of());
    }

    private static void addFolders(String path, Map<String, ManifestEntry> lines) {
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            String folder = path.substring(0, slash);
            lines.putIfAbsent(folder, new ManifestEntry.Folder(folder));
        }
    }

    private ManifestEntry line(ArchiveEntry entry, String path) throws IOException {
        return switch (entry) {
            case ArchiveEntry.Folder _ -> new ManifestEntry.Folder(path);
            case ArchiveEntry.Link(_, String target) -> new ManifestEntry.Link(path, target);
            case ArchiveEntry.File file -> {
                try (InputStream content = archive.open(file)) {
                    yield new ManifestEntry.File(path, POSIX && isExecutable(file.mode()), Sha256.of(content));
                }
            }
        };
    }

    /// Makes the tree.
    ///
    /// @param root not there yet
    /// @throws UnreadableArchiveException where some content is damaged
    /// @throws IOException where the tree cannot be made
    public void unpackInto(Path root) throws IOException {
        Files.createDirectory(root);
        Set<Path> folders = new HashSet<>(Set.of(root));
        for (ArchiveEntry entry : archive.entries()) {
            Optional<String> path = path(entry);
            if (path.isPresent()) {
                write(entry, EscapedPath.resolve(root, path.get()), folders);
            }
        }
    }

    /// @param folders that are there: to ask the system costs as much as a small file
    private void write(ArchiveEntry entry, Path target, Set<Path> folders) throws IOException {
        makeFolder(target.resolveSibling(""), folders);
        switch (entry) {
            case ArchiveEntry.Folder _ -> makeFolder(target, folders);
            case ArchiveEntry.Link(_, String to) -> Files.createSymbolicLink(target,
                    Path.of(new String(EscapedPath.unescape(to), StandardCharsets.UTF_8)));
            case ArchiveEntry.File file -> write(file, target);
        }
    }

    private static void makeFolder(Path folder, Set<Path> folders) throws IOException {
        if (folders.add(folder)) {
            Files.createDirectories(folder);
        }
    }

    private void write(ArchiveEntry.File file, Path target) throws IOException {
        try (InputStream content = archive.open(file)) {
            Files.copy(content, target);
        }
        if (POSIX && isExecutable(file.mode())) {
            Files.setPosixFilePermissions(target, EXECUTABLE);
        }
    }

    /// Where an entry lies in the tree; nowhere where it is the folder that is left out.
    private Optional<String> path(ArchiveEntry entry) {
        return leftOut.isEmpty()
                ? Optional.of(entry.path())
                : Optional.of(entry.path()).filter(path -> !path.equals(leftOut.get()))
                        .map(path -> path.substring(leftOut.get().length() + 1));
    }

    private static boolean isExecutable(OptionalInt mode) {
        return (mode.orElse(0) & ANYBODY_EXECUTES) != 0;
    }
}
