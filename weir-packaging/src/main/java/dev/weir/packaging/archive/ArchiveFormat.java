package dev.weir.packaging.archive;

/// How an archive is written, told by its first bytes and never by its name.
public enum ArchiveFormat {
    /// A wheel is one too.
    ZIP,
    TAR,
    TAR_GZ,
    TAR_BZ2,
    TAR_XZ
}
