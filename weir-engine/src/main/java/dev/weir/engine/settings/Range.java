package dev.weir.engine.settings;

/// Whole numbers, both ends included.
///
/// @param unit what is counted
record Range(int least, int most, String unit) {

    static final Range IDLE_TIMEOUT = new Range(1, 86_400, "seconds");
    static final Range SILENCE = new Range(1, 300, "seconds");
    static final Range HELD_SIZE = new Range(0, 1_048_576, "MiB");
    static final Range HOOK_TIMEOUT = new Range(1, 3_600, "seconds");
    static final Range SEGMENT_SIZE = new Range(1, 1_024, "MiB");
    static final Range KEEP_DAYS = new Range(1, 36_500, "days");
    static final Range KEEP_SIZE = new Range(1, 1_048_576, "MiB");
    static final Range MEMBERS = new Range(1, 5_000_000, "members");
    static final Range EXPANDED = new Range(1, 1_048_576, "MiB");
    static final Range RATIO = new Range(1, 100_000, "times");
    static final Range NAME = new Range(1, 65_535, "bytes");
    static final Range DEPTH = new Range(1, 10_000, "parts");
    static final Range HEADERS = new Range(1, 1_023, "MiB");
    static final Range READING = new Range(1, 3_600, "seconds");

    boolean contains(long number) {
        return least <= number && number <= most;
    }

    @Override
    public String toString() {
        return "a whole number of " + unit + ", " + least + " to " + most;
    }
}
