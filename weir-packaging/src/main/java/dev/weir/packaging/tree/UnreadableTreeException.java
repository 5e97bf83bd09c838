package dev.weir.packaging.tree;

import java.io.IOException;
import java.nio.file.FileSystemException;

/// A file or a tree has no digest. The message names the entry, as an escaped path, and says what to do.
public final class UnreadableTreeException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String path;

    /// Why there is no digest.
    public enum Reason {
        NO_FOLDER("no folder: %s"),
        NO_FILE("no regular file: %s"),
        SPECIAL_FILE("neither file, folder nor symbolic link: %s; move it elsewhere"),
        NAME("a name that is not Unicode text: %s; rename it"),
        CHANGED("changed while it was read: %s; try again when nothing writes to it"),
        UNREADABLE("cannot read %s"),
        NOT_OPENED("cannot be opened, because something that is no file is in its place: %s"),
        TOO_MANY_ENTRIES("more entries in the tree than allowed, at: %s"),
        TOO_DEEP("deeper than allowed: %s"),
        TOO_LARGE("more bytes in the files of the tree than allowed, at: %s");

        private final String message;

        Reason(String message) {
            this.message = message;
        }
    }

    UnreadableTreeException(Reason reason, String path) {
        super(reason.message.formatted(path));
        this.reason = reason;
        this.path = path;
    }

    private UnreadableTreeException(Reason reason, String path, IOException cause) {
        super(reason.message.formatted(path) + ": " + told(cause), cause);
        this.reason = reason;
        this.path = path;
    }

    static UnreadableTreeException cannotRead(String path, IOException cause) {
        return new UnreadableTreeException(Reason.UNREADABLE, path, cause);
    }

    private static String told(IOException cause) {
        String kind = cause.getClass().getSimpleName();
        boolean hasReason = cause instanceof FileSystemException problem && problem.getReason() != null;
        return hasReason ? kind + " (" + ((FileSystemException) cause).getReason() + ")" : kind;
    }

    public Reason reason() {
        return reason;
    }

    /// The entry that is the reason, in the form of [EscapedPath], relative to the root where it lies below it.
    public String path() {
        return path;
    }
}
