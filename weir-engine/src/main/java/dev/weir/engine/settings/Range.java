package dev.weir.engine.settings;

/// Whole seconds, both ends included.
record Range(int least, int most) {

    static final Range IDLE_TIMEOUT = new Range(1, 86_400);
    static final Range SILENCE = new Range(1, 300);
    static final Range HOOK_TIMEOUT = new Range(1, 3_600);

    boolean contains(long seconds) {
        return least <= seconds && seconds <= most;
    }

    @Override
    public String toString() {
        return "a whole number of seconds, " + least + " to " + most;
    }
}
