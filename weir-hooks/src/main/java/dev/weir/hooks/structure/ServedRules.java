package dev.weir.hooks.structure;

import dev.weir.api.Finding;
import dev.weir.packaging.archive.ArchiveFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The rules for what is said of an archive from outside: its name, and what a server says beside it.
///
/// @param filename   where the installer knows one
/// @param isFixed    whether its name says what it is: a wheel, or a source archive of an index
record ServedRules(Optional<String> filename, Served served, boolean isFixed) {

    private static final Map<String, ArchiveFormat> ENDINGS = Map.ofEntries(
            Map.entry(".whl", ArchiveFormat.ZIP),
            Map.entry(".zip", ArchiveFormat.ZIP),
            Map.entry(".tar", ArchiveFormat.TAR),
            Map.entry(".tar.gz", ArchiveFormat.TAR_GZ),
            Map.entry(".tgz", ArchiveFormat.TAR_GZ),
            Map.entry(".tar.bz2", ArchiveFormat.TAR_BZ2),
            Map.entry(".tbz", ArchiveFormat.TAR_BZ2),
            Map.entry(".tar.xz", ArchiveFormat.TAR_XZ),
            Map.entry(".txz", ArchiveFormat.TAR_XZ));

    /// @param judged what is known of the archive; nothing is said of one that is refused for what it is
    List<Finding> findings(Judged judged) {
        var found = new ArrayList<Finding>();
        judged.format().ifPresent(format -> judge(format, found));
        judged.metadata().flatMap(this::otherMetadata).ifPresent(found::add);
        return found;
    }

    private void judge(ArchiveFormat format, List<Finding> found) {
        filename.flatMap(ServedRules::named)
                .filter(named -> named != format)
                .ifPresent(named -> found.add(mismatch("the file's name says " + named, format)));
        served.contentType()
                .filter(type -> isForced(type) && type.equals("application/zip") != (format == ArchiveFormat.ZIP))
                .ifPresent(type -> found.add(mismatch("it was served as " + type, format)));
        served.names().stream().filter(this::isOther).findFirst().ifPresent(name -> found
                .add(StructureRule.SERVED_NAME.found("the server calls it " + name + ", its address "
                        + served.address().orElse("nothing"))));
    }

    /// Where an installer resolves with what an index says are the metadata, they are those in the archive, byte for byte.
    private Optional<Finding> otherMetadata(Judged.Metadata own) {
        return served.metadata().filter(digest -> own.digest().filter(digest::equals).isEmpty())
                .map(digest -> StructureRule.SERVED_METADATA.at(own.path(),
                        "the index serves %s in its place, and there is %s"
                                .formatted(digest, own.digest().orElse("nothing"))));
    }

    private static Optional<ArchiveFormat> named(String file) {
        var lower = file.toLowerCase(Locale.ROOT);
        return ENDINGS.entrySet().stream().filter(ending -> lower.endsWith(ending.getKey())).map(Map.Entry::getValue)
                .findFirst();
    }

    private static Finding mismatch(String said, ArchiveFormat format) {
        return StructureRule.FORMAT_MISMATCH.found(said + ", and it is " + format);
    }

    /// pip takes these at their word, and looks no further.
    private static boolean isForced(String type) {
        return type.equals("application/zip") || type.equals("application/x-gzip");
    }

    private boolean isOther(String name) {
        return name.chars().anyMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c))
                || name.equals("..")
                || (isFixed && served.address().filter(name::equals).isEmpty());
    }
}
