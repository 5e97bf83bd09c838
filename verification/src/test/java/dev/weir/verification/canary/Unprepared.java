package dev.weir.verification.canary;

import dev.weir.verification.machine.Result;
import java.io.Serial;

/// pip, without Weir, could not make what a cell begins with.
final class Unprepared extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient Result result;

    Unprepared(Result result) {
        super(result.toString());
        this.result = result;
    }

    Result result() {
        return result;
    }
}
