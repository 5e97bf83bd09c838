package dev.weir.packaging.tree;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// What is in a tree, exactly: the manifest of `spec/manifest.md`.
///
/// @param entries in the order of the manifest
/// @param leftOut paths of the folders of a user's own tree that are no part of it, in the same form and order
public record TreeManifest(List<ManifestEntry> entries, List<String> leftOut) {
    private static final String HEADER = "weir-manifest 1\n";
    private static final Comparator<String> BY_BYTES =
            (left, right) -> Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8),
                    right.getBytes(StandardCharsets.UTF_8));

    public TreeManifest {
        entries = entries.stream().sorted(Comparator.comparing(ManifestEntry::path, BY_BYTES)).toList();
        leftOut = leftOut.stream().sorted(BY_BYTES).toList();
    }

    /// Reads a tree within the limits of the specification.
    ///
    /// @throws UnreadableTreeException where it has no manifest; names the entry that is the reason
    public static TreeManifest of(Path root, TreeScope scope) throws UnreadableTreeException {
        return of(root, scope, TreeLimits.OF_THE_SPECIFICATION);
    }

    /// Reads a tree. A root that is a symbolic link is resolved; nothing below it is.
    ///
    /// What is swapped for something else between looking and opening is refused, if need be after ten seconds.
    ///
    /// @throws UnreadableTreeException where it has no manifest; names the entry that is the reason
    public static TreeManifest of(Path root, TreeScope scope, TreeLimits limits) throws UnreadableTreeException {
        try {
            return Openings.read(openings -> new TreeWalk(scope, limits, openings).read(root));
        } catch (UnreadableTreeException e) {
            throw e;
        } catch (IOException e) {
            throw UnreadableTreeException.cannotRead(EscapedPath.of(root), e);
        }
    }

    /// The manifest itself.
    public String text() {
        StringBuilder text = new StringBuilder(HEADER);
        entries.forEach(entry -> text.append(entry.line()));
        return text.toString();
    }

    /// What binds a verdict to this tree.
    public Sha256 digest() {
        MessageDigest digest = Sha256.start();
        digest.update(HEADER.getBytes(StandardCharsets.UTF_8));
        entries.forEach(entry -> digest.update(entry.line().getBytes(StandardCharsets.UTF_8)));
        return Sha256.finish(digest, new byte[0]);
    }
}
