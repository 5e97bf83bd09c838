package dev.weir.packaging.archive;

import java.io.IOException;
import java.io.InputStream;

/// An entry and the way to its content.
record Member(ArchiveEntry entry, Content content) {
    static final Content NOTHING = InputStream::nullInputStream;

    /// Opens the content from its start, each time anew.
    interface Content {
        InputStream open() throws IOException;
    }

    String path() {
        return entry.path();
    }
}
