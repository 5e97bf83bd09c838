package dev.weir.packaging.archive;

import java.util.OptionalInt;

/// One entry of an archive. Paths and targets are in the form of [dev.weir.packaging.tree.EscapedPath], relative to the root of the archive,
/// with `/` between names, and never lead out of it.
public sealed interface ArchiveEntry {
    String path();

    /// A file. A hard link is the file that it names.
    ///
    /// @param mode the permission bits of Unix, where the archive has them
    /// @param size bytes of content
    record File(String path, OptionalInt mode, long size) implements ArchiveEntry {}

    /// A folder.
    ///
    /// @param mode the permission bits of Unix, where the archive has them
    record Folder(String path, OptionalInt mode) implements ArchiveEntry {}

    /// A symbolic link of a tar.
    ///
    /// @param target as it is stored: relative to the folder that the link lies in
    record Link(String path, String target) implements ArchiveEntry {}
}
