package dev.weir.hooks.structure;

import dev.weir.api.Finding;
import dev.weir.packaging.archive.ArchiveFormat;
import java.util.List;
import java.util.Optional;

/// What is known of an archive once it was read, and holds wherever it came from and goes to.
///
/// @param findings    about the archive alone
/// @param format      empty where it is refused for what it is
/// @param metadata    where its core metadata would stand, and their digest; empty where there is no such place
/// @param dataMembers of a wheel, the files in its `.data` folder: where they go to depends on the environment
record Judged(List<Finding> findings, Optional<ArchiveFormat> format, Optional<Metadata> metadata,
        List<String> dataMembers) {

    /// The core metadata of an archive.
    ///
    /// @param path   of the file
    /// @param digest `sha256:…`; empty where there is no such file
    record Metadata(String path, Optional<String> digest) {}

    Judged {
        findings = List.copyOf(findings);
        dataMembers = List.copyOf(dataMembers);
    }
}
