package dev.weir.verification.pipsown;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Some of pip's functional tests, run together: those in files whose names begin in the same way.
enum Part {
    DOWNLOAD("test_download"),
    WHEEL("test_wheel"),
    UNINSTALL("test_uninstall"),
    LOCK("test_lock"),
    BUILD("test_build_"),
    PEP("test_pep"),
    INSTALL("test_install.py"),
    INSTALLING("test_install_");

    private final String begin;

    Part(String begin) {
        this.begin = begin;
    }

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
        try (var files = Files.list(source.resolve("tests/functional"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(begin))
                    .map(file -> source.relativize(file).toString()).sorted().toList();
        }
    }
}
