package dev.weir.packaging.version;

import dev.weir.packaging.text.Quoted;

/// A text that is no version as PEP 440 defines it.
public final class InvalidVersionException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int position;
    private final String reason;

    InvalidVersionException(String text, int position, String reason) {
        super(
                "%s is not a version (PEP 440): %s at character %d"
                        .formatted(Quoted.quote(text), reason, position + 1));
        this.position = position;
        this.reason = reason;
    }

    /// The index in the text, from 0, of the first character that does not fit; the length of the text where more was expected.
    public int position() {
        return position;
    }

    /// What does not fit, without the text and the place.
    public String reason() {
        return reason;
    }
}
