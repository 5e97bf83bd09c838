package dev.weir.hooks.structure;

import dev.weir.api.Finding;
import dev.weir.hooks.findings.Few;
import dev.weir.packaging.archive.ArchiveLimits;
import dev.weir.packaging.archive.ArchiveReader;
import dev.weir.packaging.archive.Inspection;
import dev.weir.packaging.archive.UnreadableArchiveException;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The rules for an archive, be it of source or a wheel.
///
/// @param filename where the installer knows one
/// @param isFixed  whether its name says what it is: a wheel, or a source archive of an index
record ArchiveRules(ArchiveLimits limits, boolean isWheel, Optional<String> filename, boolean isFixed) {

    /// Judges what a channel reads, and closes it.
    ///
    /// @throws IOException where it cannot be read, which says nothing about what is in it
    Judged judge(SeekableByteChannel bytes) throws IOException {
        try (var inspection = Inspection.of(bytes, limits)) {
            var found = new ArrayList<Finding>();
            inspection.problems().stream().map(StructureRule::of).forEach(found::add);
            return inspection.isReadable()
                    ? judge(inspection.reader(), found)
                    : new Judged(Few.ofEachRule(found), Optional.empty(), Optional.empty(), List.of());
        }
    }

    private Judged judge(ArchiveReader archive, List<Finding> found) throws IOException {
        var files = ArchiveFiles.of(archive);
        var metadata = Optional.<Judged.Metadata>empty();
        try {
            if (isWheel) {
                var rules = new WheelRules(files, filename);
                found.addAll(rules.findings());
                metadata = metadata(files, rules.metadataPath());
            } else {
                var rules = new SourceRules(files, filename.filter(_ -> isFixed));
                found.addAll(rules.findings());
                metadata = metadata(files, rules.metadataPath());
            }
        } catch (UnreadableArchiveException damaged) {
            found.add(StructureRule.of(damaged.problem()));
        }
        return new Judged(Few.ofEachRule(found), Optional.of(archive.format()), metadata,
                isWheel ? dataMembers(files) : List.of());
    }

    private static Optional<Judged.Metadata> metadata(ArchiveFiles files, Optional<String> place) throws IOException {
        if (place.isEmpty()) {
            return Optional.empty();
        }
        var path = place.get();
        return Optional.of(new Judged.Metadata(path,
                files.files().containsKey(path) ? Optional.of(files.sha256(path)) : Optional.empty()));
    }

    private static List<String> dataMembers(ArchiveFiles files) {
        return files.files().keySet().stream().filter(path -> path.split("/", 2)[0].endsWith(".data")).toList();
    }
}
