package dev.weir.packaging.archive;

import java.time.Duration;

/// How large an archive may be.
///
/// @param entries how many entries it may have
/// @param expandedBytes how many bytes it may expand to
/// @param ratio how many times as large as the archive it may expand to, and each member as what is stored of it; what expands to 64 MiB or less always may
/// @param nameBytes how long the name of an entry, or the target of a link, may be
/// @param partBytes how long a part of a name between two `/` may be
/// @param depth how many parts a name may have
/// @param headerBytes how long the directory of a zip, or an extended header of a tar, may be
/// @param time how long reading may take; what is over is refused, not undecided
public record ArchiveLimits(
        int entries, long expandedBytes, int ratio, int nameBytes, int partBytes, int depth, int headerBytes,
        Duration time) {
    /// Wider than any known package needs.
    public static final ArchiveLimits DEFAULT =
            new ArchiveLimits(500_000, 16L << 30, 200, 4096, 255, 100, 64 << 20, Duration.ofMinutes(5));

    private static final long ALWAYS_ALLOWED = 64L << 20;

    boolean isTooCompressed(long expanded, long archive) {
        return expanded > ALWAYS_ALLOWED && expanded / ratio > archive;
    }
}
