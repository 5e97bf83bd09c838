package dev.weir.journal;

import java.time.Duration;
import java.util.Optional;

/// How the journal is divided into segments, and what of it is kept.
///
/// @param segmentSize a segment that has grown to this many bytes is followed by a new one
/// @param age         where given, segments whose records are all older are removed, and a segment that was begun a day ago is followed by a new one
/// @param size        where given, the oldest segments are removed until the others have this many bytes at most
public record Keeping(long segmentSize, Optional<Duration> age, Optional<Long> size) {

    /// Everything, in segments of 2 MiB.
    public static final Keeping EVERYTHING = new Keeping(2L << 20, Optional.empty(), Optional.empty());

    /// How long a segment is written where the age of records matters: they are removed a segment at a time.
    static final Duration DAY = Duration.ofDays(1);
}
