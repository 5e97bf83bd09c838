package dev.weir.report;

import java.util.OptionalInt;

/// What is to be shown.
///
/// @param filter which steps
/// @param last   of how many runs at most, the newest that have such a step
public record Selection(Filter filter, OptionalInt last) {

    /// Everything.
    public static final Selection ALL = new Selection(Filter.NONE, OptionalInt.empty());

    boolean isAll() {
        return equals(ALL);
    }

    /// Whether only what belongs to a run is to be shown.
    boolean choosesRuns() {
        return filter.choosesRuns() || last.isPresent();
    }
}
