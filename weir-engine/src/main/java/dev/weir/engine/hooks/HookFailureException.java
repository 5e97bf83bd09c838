package dev.weir.engine.hooks;

/// Why a hook's answer does not count: one line, for the user.
final class HookFailureException extends Exception {

    private static final long serialVersionUID = 1;

    HookFailureException(String reason) {
        super(reason);
    }
}
