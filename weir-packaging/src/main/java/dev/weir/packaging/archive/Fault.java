package dev.weir.packaging.archive;

/// What an archive can have that readers read differently, that leads out of it, or that is too much. `docs/rules` has a page on each.
public enum Fault {
    /// Neither a zip nor a tar, plain or compressed with gzip, bzip2 or xz.
    NOT_AN_ARCHIVE,
    /// Cut short, or a length, a checksum or a header that does not fit.
    DAMAGED,
    /// An archive of one format for some readers and of another one for others.
    POLYGLOT,

    /// A name that begins at the root or at a drive.
    NAME_ABSOLUTE,
    /// A name with `..`.
    NAME_PARENT,
    /// A name with an empty part or with `.`.
    NAME_PARTS,
    NAME_BACKSLASH,
    /// A name with a control character, or one that is not seen or changes the direction of writing.
    NAME_CHARACTERS,
    /// A name that is not UTF-8.
    NAME_ENCODING,
    /// A part of a name that is a device to Windows.
    NAME_DEVICE,
    /// A part of a name that ends in a dot or a space.
    NAME_ENDING,
    NAME_LENGTH,
    NAME_DEPTH,
    /// Two names that some file systems take for one.
    NAME_COLLISION,

    /// Two members with one name.
    DUPLICATE,
    /// A member that is both a file and a folder.
    FILE_AND_FOLDER,
    /// A folder with content.
    FOLDER_CONTENT,
    /// A device, a fifo or the like.
    SPECIAL_FILE,
    /// A permission that lends the rights of the owner or the group.
    SETUID,

    /// A symbolic link in a zip, which some readers write as a file.
    ZIP_LINK,
    /// A header of a member that says something else than the directory.
    ZIP_MISMATCH,
    /// A member that the directory does not list.
    ZIP_UNLISTED,
    /// Members that share bytes.
    ZIP_OVERLAP,
    /// Bytes that belong to no member, before, between or after them.
    ZIP_STRAY_BYTES,
    /// A comment with an end record in it.
    ZIP_HIDDEN_END,
    /// Fields of ZIP64 that contradict the others, or stand where none belong.
    ZIP_ZIP64,
    /// An end record whose counts and offsets do not fit the directory.
    ZIP_COUNTS,
    ZIP_ENCRYPTED,
    /// A method of compression other than stored and deflated, or another feature that few readers have.
    ZIP_METHOD,
    /// A second name of a member, in an extra field.
    ZIP_UNICODE_PATH,
    /// Extra fields that are not well formed.
    ZIP_EXTRA_FIELD,
    /// Sizes and a checksum after the content. Harmless where they fit.
    ZIP_DESCRIPTOR,

    /// A link that leads out of the archive, in a circle, or to a name that is none.
    TAR_LINK,
    TAR_HARD_LINK,
    TAR_SPARSE,
    /// Extended or global headers that readers apply differently.
    TAR_OVERRIDE,
    /// A checksum of a header that does not fit.
    TAR_CHECKSUM,
    /// A number that is negative, too large, or none.
    TAR_NUMBER,
    /// A type that few readers know.
    TAR_TYPE,
    /// Something after the end.
    TAR_TRAILING,
    /// More than one compressed stream in one file.
    COMPRESSED_PARTS,

    TOO_MANY_MEMBERS,
    /// More bytes when expanded than allowed.
    TOO_LARGE,
    /// Expands by more than the allowed factor.
    TOO_COMPRESSED,
    /// Headers or a directory of more bytes than allowed.
    TOO_LONG_HEADERS,
    /// Takes longer to read than allowed.
    TOO_SLOW;

    /// Whether nothing can be said about what such an archive holds, so that a reader refuses it.
    public boolean refuses() {
        return this != ZIP_DESCRIPTOR && this != TAR_HARD_LINK;
    }
}
