package dev.weir.hooks.structure;

import dev.weir.api.Finding;
import dev.weir.hooks.findings.Few;
import dev.weir.packaging.archive.ArchiveEntry;
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
/// @param served   what came with it
/// @param isFixed  whether its name says what it is: a wheel, or a source archive of an index
record ArchiveRules(ArchiveLimits limits, boolean isWheel, Optional<String> filename, Served served, boolean isFixed) {

    /// Judges what a channel reads, and closes it.
    ///
    /// @throws IOException where it cannot be read, which says nothing about what is in it
    Judged judge(SeekableByteChannel bytes) throws IOException {
        try (var inspection = Inspection.of(bytes, limits)) {
            var found = new ArrayList<Finding>();
            inspection.problems().stream().map(StructureRule::of).forEach(found::add);
            if (inspection.isReadable()) {
                judgeContent(inspection.reader(), found);
            }
            var dataMembers = isWheel && inspection.isReadable() ? dataMembers(inspection.reader()) : List.<String>of();
            return new Judged(Few.ofEachRule(found), dataMembers);
        }
    }

    private static List<String> dataMembers(ArchiveReader archive) {
        return archive.entries().stream().filter(ArchiveEntry.File.class::isInstance).map(ArchiveEntry::path)
                .filter(path -> path.split("/", 2)[0].endsWith(".data")).toList();
    }

    private void judgeContent(ArchiveReader archive, List<Finding> found) throws IOException {
        found.addAll(new ServedRules(filename, served, isFixed).findings(archive.format()));
        try {
            var files = ArchiveFiles.of(archive);
            found.addAll(isWheel
                    ? new WheelRules(files, filename, served.metadata()).findings()
                    : new SourceRules(files, filename.filter(_ -> isFixed), served.metadata()).findings());
        } catch (UnreadableArchiveException damaged) {
            found.add(StructureRule.of(damaged.problem()));
        }
    }
}
