package dev.weir.packaging.tree;

/// Whose tree it is, and so what belongs to it.
public enum TreeScope {
    /// Unpacked from an archive, or checked out: everything belongs to it.
    WHOLE,
    /// A user's own folder, where the specification leaves some folders out.
    USER_FOLDER
}
