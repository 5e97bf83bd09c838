package dev.weir.hooks.structure;

import dev.weir.api.Finding;
import java.util.List;

/// What is known of an archive once it was read.
///
/// @param findings    whatever the environment is
/// @param dataMembers of a wheel, the files in its `.data` folder: where they go to depends on the environment
record Judged(List<Finding> findings, List<String> dataMembers) {
    Judged {
        findings = List.copyOf(findings);
        dataMembers = List.copyOf(dataMembers);
    }
}
