package dev.weir.verification.machine;

import java.util.List;

/// How a program ended.
///
/// @param command what was run
/// @param exit    its exit code; 128 and the signal's number where a signal ended it
/// @param out     its standard output
/// @param err     its standard error
public record Result(List<String> command, int exit, String out, String err) {

    public Result {
        command = List.copyOf(command);
    }

    /// Both outputs, for a reader.
    public String said() {
        return out + err;
    }

    /// All of it, as the description of an assertion.
    @Override
    public String toString() {
        return String.join(" ", command) + "\nexit " + exit + "\n--- out\n" + out + "--- err\n" + err;
    }

    /// This, where the program ended with 0.
    public Result orFail() {
        if (exit != 0) {
            throw new AssertionError(toString());
        }
        return this;
    }
}
