package dev.weir.packaging.archive;

import dev.weir.packaging.text.Quoted;
import java.io.IOException;

/// An archive that cannot be read, or that different readers could read differently: nothing is known about what it would install.
public final class UnreadableArchiveException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String place;

    /// Why it is refused.
    public enum Reason {
        /// Neither a zip nor a tar, plain or compressed with gzip, bzip2 or xz.
        NO_ARCHIVE,
        /// Cut short, or a checksum, a length or a header that does not fit.
        DAMAGED,
        ENCRYPTED,
        /// A feature of the format that readers disagree about, or that no package needs.
        UNSUPPORTED,
        /// A name that is absolute, leads out of the archive, or holds a control character.
        NAME,
        /// Two entries with one name, or an entry below something that is no folder.
        DUPLICATE,
        /// A link that leads out of the archive or nowhere.
        LINK,
        /// A device, a fifo or the like.
        SPECIAL_FILE,
        TOO_MANY_ENTRIES,
        NAME_TOO_LONG,
        /// More bytes when expanded than allowed.
        TOO_LARGE,
        /// Expands by more than the allowed factor.
        TOO_COMPRESSED
    }

    UnreadableArchiveException(Reason reason, String place, String message) {
        super(message + " (at " + Quoted.quote(place) + ")");
        this.reason = reason;
        this.place = place;
    }

    UnreadableArchiveException(Reason reason, String place, String message, IOException cause) {
        this(reason, place, message + ": " + cause.getMessage());
        initCause(cause);
    }

    public Reason reason() {
        return reason;
    }

    /// The entry that is the reason, or `byte` and an offset where no entry has a name yet.
    public String place() {
        return place;
    }
}
