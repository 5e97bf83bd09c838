package dev.weir.packaging.filename;

import dev.weir.packaging.text.Quoted;

/// The name of a file does not say which distribution it holds.
public final class InvalidFileNameException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidFileNameException(String fileName, String kind, String reason) {
        super("%s is not the file name of a %s: %s".formatted(Quoted.quote(fileName), kind, reason));
    }
}
