package dev.weir.api;

import java.util.List;
import java.util.Optional;

/// One file on offer for a project (`spec/events.md`, the candidates tuple).
///
/// @param version        as the installer read it
/// @param filename       last part of its URL
/// @param url            without credentials
/// @param hashes         `sha256:…`, as the index gives them
/// @param yanked         the reason given where the file is yanked (PEP 592), perhaps empty
/// @param uploadTime     RFC 3339
/// @param requiresPython as the index gives it
public record Candidate(
        String version,
        String filename,
        Optional<String> url,
        List<String> hashes,
        Optional<String> yanked,
        Optional<String> uploadTime,
        Optional<String> requiresPython) {

    public Candidate {
        hashes = List.copyOf(hashes);
    }
}
