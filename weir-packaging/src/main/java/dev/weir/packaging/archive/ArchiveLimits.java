package dev.weir.packaging.archive;

/// How large an archive may be.
///
/// @param entries how many entries it may have
/// @param expandedBytes how many bytes it may expand to
/// @param ratio how many times as large as the archive it may expand to; what expands to 64 MiB or less always may
/// @param nameBytes how long the name of an entry, or the target of a link, may be
public record ArchiveLimits(int entries, long expandedBytes, int ratio, int nameBytes) {
    /// Wider than any known package needs.
    public static final ArchiveLimits DEFAULT = new ArchiveLimits(500_000, 16L << 30, 200, 4096);

    private static final long ALWAYS_ALLOWED = 64L << 20;

    boolean isTooCompressed(long expanded, long archive) {
        return expanded > ALWAYS_ALLOWED && expanded / ratio > archive;
    }
}
