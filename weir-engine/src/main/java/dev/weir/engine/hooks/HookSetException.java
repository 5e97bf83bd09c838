package dev.weir.engine.hooks;

/// The hooks that the settings name cannot be used: nothing is judged. The message is for the user.
public final class HookSetException extends RuntimeException {

    private static final long serialVersionUID = 1;

    HookSetException(String problem) {
        super(problem);
    }

    HookSetException(String problem, Throwable cause) {
        super(problem + ": " + cause.getMessage(), cause);
    }
}
