package dev.weir.packaging.tree;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What pip has to make of an archive of source.
///
/// @param expected the tree that the strict reader sees in the archive
public record UnpackedSource(TreeManifest expected) {
    /// A file that pip 20.0 writes into each tree that it unpacks.
    private static final String MARKER = "pip-delete-this-directory.txt";

    /// Of what it writes there: with the line ends of Unix, and of Windows.
    private static final Set<Sha256> MARKER_CONTENT = Set.of(
            new Sha256("b0365404d4277cce970899b035e59b1901f395e8a8d967d992ae882304e219d3"),
            new Sha256("156877832e4de823d37e351bd505833a1a416467d8cad79a8b1c39da76701049"));

    /// Tells the first path at which a tree is not the one expected, and what is wrong there; empty where the two are the same.
    ///
    /// pip may shorten the target of a link (`a/./b` to `a/b`), as `tarfile` of newer Pythons does, and pip 20.0 may have added its marker.
    public Optional<String> difference(TreeManifest found) {
        return expected.entries().equals(found.entries())
                ? Optional.empty()
                : firstDifference(byPath(expected), byPath(found));
    }

    private static Map<String, ManifestEntry> byPath(TreeManifest manifest) {
        return manifest.entries().stream().collect(Collectors.toMap(ManifestEntry::path, Function.identity()));
    }

    private static Optional<String> firstDifference(
            Map<String, ManifestEntry> expected, Map<String, ManifestEntry> found) {
        return Stream.concat(expected.keySet().stream(), found.keySet().stream())
                .sorted()
                .distinct()
                .flatMap(path -> difference(path, expected.get(path), found.get(path)).stream())
                .findFirst();
    }

    private static Optional<String> difference(
            String path, @Nullable ManifestEntry expected, @Nullable ManifestEntry found) {
        if (isMarker(found) || (expected != null && found != null && isSame(expected, found))) {
            return Optional.empty();
        }
        if (expected == null) {
            return Optional.of(path + " is not in the archive");
        }
        return Optional.of(path + (found == null ? ", which is in the archive, is missing" : how(expected, found)));
    }

    private static boolean isMarker(@Nullable ManifestEntry found) {
        return found instanceof ManifestEntry.File(String path, boolean executable, Sha256 content)
                && path.equals(MARKER) && !executable && MARKER_CONTENT.contains(content);
    }

    private static boolean isSame(ManifestEntry expected, ManifestEntry found) {
        return expected.equals(found)
                || (expected instanceof ManifestEntry.Link(_, String stored)
                        && found instanceof ManifestEntry.Link(_, String made)
                        && made.equals(shortened(stored)));
    }

    private static String how(ManifestEntry expected, ManifestEntry found) {
        return expected instanceof ManifestEntry.File(_, _, Sha256 stored)
                && found instanceof ManifestEntry.File(_, _, Sha256 made)
                && stored.equals(made)
                        ? " may be executed, or may not, as the archive does not say"
                        : " is not what the archive holds";
    }

    /// A relative target without empty parts, `.`, and `..` behind another part (`os.path.normpath`).
    private static String shortened(String target) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : target.split("/", -1)) {
            if (part.equals("..") && !parts.isEmpty() && !parts.getLast().equals("..")) {
                parts.removeLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return parts.isEmpty() ? "." : String.join("/", parts);
    }
}
