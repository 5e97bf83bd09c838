package dev.weir.packaging.tree;

/// How large a tree may be.
///
/// @param entries how many entries it may have
/// @param depth how deep they may lie; directly below the root is 1
/// @param bytes how many bytes its files may hold in all
public record TreeLimits(int entries, int depth, long bytes) {
    /// Those of `spec/manifest.md`.
    public static final TreeLimits OF_THE_SPECIFICATION = new TreeLimits(500_000, 100, 16L << 30);
}
