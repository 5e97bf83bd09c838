package dev.weir.api;

import java.util.Map;
import java.util.Set;

/// Changes to a source tree. Paths are as in [Artifact.Entry]; none leads out of the tree, or through a link.
///
/// @param files   new content by path, of files that exist or not
/// @param removed paths of files to leave out
public record Patch(Map<String, byte[]> files, Set<String> removed) {

    public Patch {
        files = Map.copyOf(files);
        removed = Set.copyOf(removed);
    }
}
