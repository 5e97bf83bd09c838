package dev.weir.packaging.tree;

import dev.weir.packaging.tree.UnreadableTreeException.Reason;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Reads one tree, once.
final class TreeWalk {
    private static final Set<String> LEFT_OUT = Set.of(".git", ".hg", ".svn", "node_modules", "__pycache__");
    private static final String ENVIRONMENT_MARK = "pyvenv.cfg";
    private static final boolean POSIX =
            Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix");
    private static final Class<? extends BasicFileAttributes> ATTRIBUTES =
            POSIX ? PosixFileAttributes.class : BasicFileAttributes.class;

    private final TreeScope scope;
    private final TreeLimits limits;
    private final Openings openings;
    private final List<ManifestEntry> entries = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private long bytes;

    TreeWalk(TreeScope scope, TreeLimits limits, Openings openings) {
        this.scope = scope;
        this.limits = limits;
        this.openings = openings;
    }

    TreeManifest read(Path root) throws IOException {
        Path real = root.toRealPath();
        if (!Files.isDirectory(real, LinkOption.NOFOLLOW_LINKS)) {
            throw new UnreadableTreeException(Reason.NO_FOLDER, EscapedPath.of(root));
        }
        readAll("", children(real), 1);
        return new TreeManifest(entries, leftOut);
    }

    private void readAll(String prefix, Map<String, Path> children, int depth) throws UnreadableTreeException {
        for (var child : children.entrySet()) {
            read(prefix + child.getKey(), child.getKey(), child.getValue(), depth);
        }
    }

    private void read(String path, String name, Path file, int depth) throws UnreadableTreeException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isDirectory()) {
                readFolder(path, name, file, depth);
            } else if (attributes.isRegularFile()) {
                check(path, depth);
                entries.add(new ManifestEntry.File(path, isExecutable(attributes), digest(path, file)));
            } else if (attributes.isSymbolicLink()) {
                check(path, depth);
                entries.add(new ManifestEntry.Link(path, EscapedPath.of(Files.readSymbolicLink(file))));
            } else {
                throw new UnreadableTreeException(Reason.SPECIAL_FILE, path);
            }
        } catch (UnreadableTreeException e) {
            throw e;
        } catch (IOException e) {
            throw UnreadableTreeException.cannotRead(path, e);
        }
    }

    private void readFolder(String path, String name, Path folder, int depth) throws IOException {
        boolean ownFolder = scope == TreeScope.USER_FOLDER;
        if (ownFolder && LEFT_OUT.contains(name)) {
            leftOut.add(path);
            return;
        }
        Map<String, Path> children = children(folder);
        if (ownFolder && children.containsKey(ENVIRONMENT_MARK)) {
            leftOut.add(path);
            return;
        }
        check(path, depth);
        entries.add(new ManifestEntry.Folder(path));
        readAll(path + "/", children, depth + 1);
    }

    /// The children by their escaped names, in an order that does not depend on the file system.
    private static Map<String, Path> children(Path folder) throws IOException {
        Map<String, Path> children = new TreeMap<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(child -> children.put(EscapedPath.of(child.getFileName()), child));
            return children;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        } catch (IllegalArgumentException _) {
            throw new UnreadableTreeException(Reason.NAME, EscapedPath.of(folder));
        }
    }

    private Sha256 digest(String path, Path file) throws IOException {
        return new StableFile(file, path).digest(openings, count -> {
            bytes += count;
            if (bytes > limits.bytes()) {
                throw new UnreadableTreeException(Reason.TOO_LARGE, path);
            }
        });
    }

    private void check(String path, int depth) throws UnreadableTreeException {
        if (depth > limits.depth()) {
            throw new UnreadableTreeException(Reason.TOO_DEEP, path);
        }
        if (entries.size() >= limits.entries()) {
            throw new UnreadableTreeException(Reason.TOO_MANY_ENTRIES, path);
        }
    }

    private static boolean isExecutable(BasicFileAttributes attributes) {
        return attributes instanceof PosixFileAttributes posix
                && posix.permissions().contains(PosixFilePermission.OWNER_EXECUTE);
    }
}
