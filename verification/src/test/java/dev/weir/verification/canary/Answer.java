package dev.weir.verification.canary;

/// What the canary meets.
public enum Answer {
    ALLOWED("allowed"),
    BY_PROGRAM("refused by a program hook"),
    BY_PYTHON("refused by a Python hook in the process"),
    BY_NAMES("refused by the names list");

    private final String words;

    Answer(String words) {
        this.words = words;
    }

    /// Whether it is refused.
    public boolean isRefusal() {
        return this != ALLOWED;
    }

    @Override
    public String toString() {
        return words;
    }
}
