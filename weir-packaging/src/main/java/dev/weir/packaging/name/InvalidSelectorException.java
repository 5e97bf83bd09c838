package dev.weir.packaging.name;

import dev.weir.packaging.text.Quoted;

/// A text that does not say which project, and which versions of it, are meant.
public final class InvalidSelectorException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int position;

    InvalidSelectorException(String text, int position, String reason) {
        super("%s is not a project name with an optional version specifier: %s at character %d"
                .formatted(Quoted.quote(text), reason, position + 1));
        this.position = position;
    }

    /// The index in the text, from 0, of the first character that does not fit; the length of the text where more was expected.
    public int position() {
        return position;
    }
}
