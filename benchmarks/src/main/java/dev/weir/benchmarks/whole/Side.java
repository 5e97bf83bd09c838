package dev.weir.benchmarks.whole;

/// One of those that are compared.
enum Side {
    BARE("bare"),
    WARM("audited, warm engine"),
    COLD("audited, cold engine"),
    ENABLED("audited"),
    CONTROL("bare again");

    private final String words;

    Side(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /// The environment that it runs in.
    String environment() {
        return switch (this) {
            case BARE, CONTROL -> "bare";
            case WARM, COLD, ENABLED -> "audited";
        };
    }

    /// The folder of state whose engine serves it.
    String state() {
        return switch (this) {
            case WARM -> "state-warm";
            case COLD -> "state-cold";
            case BARE, CONTROL, ENABLED -> "state-unused";
        };
    }
}
