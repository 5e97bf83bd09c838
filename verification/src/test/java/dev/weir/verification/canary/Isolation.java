package dev.weir.verification.canary;

import java.util.List;

/// How pip keeps builds apart.
public enum Isolation {
    DEFAULT,
    IN_PROCESS,
    VENV,
    NONE;

    List<String> options() {
        return switch (this) {
            case DEFAULT -> List.of();
            case IN_PROCESS -> List.of("--use-feature=inprocess-build-deps");
            case VENV -> List.of("--use-feature=venv-isolation");
            case NONE -> List.of("--no-build-isolation");
        };
    }

    @Override
    public String toString() {
        return this == DEFAULT ? "default isolation" : options().getFirst();
    }
}
