package dev.weir.journal;

import java.io.IOException;

/// The journal cannot be written or read. What it held before, it still holds.
public final class JournalException extends IOException {

    private static final long serialVersionUID = 1L;

    JournalException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
