package dev.weir.packaging.metadata;

/// A file of metadata that is not well formed, or that readers take differently.
public final class InvalidMetadataException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final String what;

    InvalidMetadataException(int line, String message) {
        super(message);
        this.line = line;
        this.what = message;
    }

    /// What is wrong, part of a line.
    public String what() {
        return what;
    }

    /// The line, from 1.
    public int line() {
        return line;
    }
}
