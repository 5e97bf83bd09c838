package dev.weir.hooks.structure;

import dev.weir.api.Finding;
import dev.weir.packaging.archive.ArchiveEntry;
import dev.weir.packaging.archive.ArchiveFormat;
import dev.weir.packaging.archive.ArchiveLimits;
import dev.weir.packaging.archive.ArchiveReader;
import dev.weir.packaging.archive.Inspection;
import dev.weir.packaging.archive.UnreadableArchiveException;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The rules for an archive, be it of source or a wheel.
///
/// @param filename where the installer knows one
record ArchiveRules(ArchiveLimits limits, boolean isWheel, Optional<String> filename) {

    /// Judges what a channel reads, and closes it.
    ///
    /// @throws IOException where it cannot be read, which says nothing about what is in it
    List<Finding> judge(SeekableByteChannel bytes) throws IOException {
        try (var inspection = Inspection.of(bytes, limits)) {
            var found = new ArrayList<Finding>();
            inspection.problems().stream().map(StructureRule::of).forEach(found::add);
            if (inspection.isReadable()) {
                judgeContent(inspection.reader(), found);
            }
            return found;
        }
    }

    private void judgeContent(ArchiveReader archive, List<Finding> found) throws IOException {
        filename.stream().flatMap(name -> formatMismatch(name, archive.format())).forEach(found::add);
        try {
            if (isWheel) {
                found.addAll(new WheelRules(WheelFiles.of(archive), filename).findings());
            } else {
                archive.verify();
                topFolders(archive).ifPresent(found::add);
            }
        } catch (UnreadableArchiveException damaged) {
            found.add(StructureRule.of(damaged.problem()));
        }
    }

    private Stream<Finding> formatMismatch(String name, ArchiveFormat format) {
        var isZip = Stream.of(".whl", ".zip").anyMatch(name.toLowerCase(Locale.ROOT)::endsWith);
        return isZip == (format == ArchiveFormat.ZIP)
                ? Stream.empty()
                : Stream.of(StructureRule.FORMAT_MISMATCH.found("the file's name says another format than " + format));
    }

    private static Optional<Finding> topFolders(ArchiveReader archive) {
        var tops = archive.entries().stream().map(entry -> entry.path().split("/", 2)[0]).distinct().toList();
        var isOneFolder = tops.size() == 1 && archive.entries().stream().allMatch(ArchiveRules::isBelowTop);
        return isOneFolder
                ? Optional.empty()
                : Optional.of(StructureRule.SDIST_FOLDERS.found("not one folder at its top, but " + few(tops)));
    }

    private static boolean isBelowTop(ArchiveEntry entry) {
        return entry.path().contains("/") || entry instanceof ArchiveEntry.Folder;
    }

    private static String few(List<String> tops) {
        return tops.isEmpty() ? "nothing" : String.join(", ", tops.subList(0, Math.min(3, tops.size())));
    }
}
