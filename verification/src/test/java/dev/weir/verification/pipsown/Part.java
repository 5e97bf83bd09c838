package dev.weir.verification.pipsown;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Some of pip's functional tests: those in files whose names begin so. They are run together.
enum Part {
    DOWNLOAD,
    WHEEL,
    UNINSTALL,
    LOCK,
    BUILD,
    PEP,
    INSTALL;

    /// As the user names it.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The one that the user names so.
    static Part of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /// Its files, as pytest is told of them; none where the release has no such tests.
    ///
    /// @param source pip's, as in its repository
    List<String> files(Path source) throws IOException {
        var begin = "test_" + word();
        try (var files = Files.list(source.resolve("tests/functional"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(begin))
                    .map(file -> source.relativize(file).toString()).sorted().toList();
        }
    }
}
