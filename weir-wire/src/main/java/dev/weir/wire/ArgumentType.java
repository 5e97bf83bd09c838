package dev.weir.wire;

/// The types that arguments of a tuple have.
public enum ArgumentType {
    INT("int", "i"),
    STR("str", "s"),
    STR_OR_NONE("str or None", "z"),
    STRS("tuple of str", "O!"),
    STRS_OR_NONE("tuple of str, or None", "O"),
    TUPLES("tuple of tuples", "O!");

    private final String words;
    private final String format;

    ArgumentType(String words, String format) {
        this.words = words;
        this.format = format;
    }

    /// As `spec/events.md` writes it.
    public String words() {
        return words;
    }

    /// What stands for it in a format string of `PyArg_ParseTuple`; `O!` goes with `&PyTuple_Type`.
    public String format() {
        return format;
    }
}
