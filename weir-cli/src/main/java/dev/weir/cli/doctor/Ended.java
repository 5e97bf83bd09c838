package dev.weir.cli.doctor;

import java.io.IOException;
import java.util.List;

/// How the commands of a trial ended.
///
/// @param exit of the last one that ran; -1 where it never ended by itself, or could not be started
/// @param said by it
record Ended(int exit, List<String> said) {

    /// Of none.
    static final Ended NOTHING = new Ended(0, List.of());

    Ended {
        said = List.copyOf(said);
    }

    static Ended never(IOException problem) {
        return new Ended(-1, List.of(String.valueOf(problem.getMessage())));
    }
}
