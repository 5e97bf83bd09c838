package dev.weir.api;

import java.util.Arrays;
import java.util.Optional;

/// What form a distribution has: argument 2 of the distribution tuple. Another installer may have kinds of its own, so an unknown
/// word is no error on the wire; see [Distribution#kind()].
public enum Kind {
    /// A wheel (PEP 427), wherever it comes from.
    WHEEL("wheel"),
    /// A source archive from an index or a find-links page.
    SDIST("sdist"),
    /// A source archive named by a direct URL or a local path.
    ARCHIVE("archive"),
    /// A user's own folder.
    DIRECTORY("directory"),
    /// A checkout from version control.
    VCS("vcs");

    private final String word;

    Kind(String word) {
        this.word = word;
    }

    /// The word used in the tuple.
    public String word() {
        return word;
    }

    /// The kind that a tuple's word names.
    public static Optional<Kind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }
}
