package dev.weir.packaging.archive;

import java.time.Duration;

/// Until when an archive may be read.
///
/// @param nanos by [System#nanoTime]
record Deadline(long nanos) {
    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /// @throws UnreadableArchiveException where it is over
    void check(String place) throws UnreadableArchiveException {
        if (System.nanoTime() - nanos >= 0) {
            throw new UnreadableArchiveException(Fault.TOO_SLOW, place, "takes longer to read than allowed");
        }
    }
}
