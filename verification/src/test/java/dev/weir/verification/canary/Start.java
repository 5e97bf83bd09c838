package dev.weir.verification.canary;

import dev.weir.verification.machine.Machine;
import java.nio.file.Path;
import java.util.List;

/// How pip is started.
public enum Start {
    WEIR_PIP("weir pip"),
    WEIR_RUN("weir run"),
    SCRIPT("enabled, script pip"),
    MODULE("enabled, python -m pip"),
    ISOLATED("enabled, python -I -m pip"),
    NO_ENVIRONMENT("enabled, python -E -m pip"),
    ELSEWHERE("enabled, another folder"),
    LIBRARY("enabled, import pip");

    /// What the script `pip` of an environment says.
    static final String CODE = "import sys; from pip._internal.cli.main import main; sys.exit(main())";

    private final String words;

    Start(String words) {
        this.words = words;
    }

    /// Whether Weir is switched on in the environment itself.
    boolean isEnabled() {
        return this != WEIR_PIP && this != WEIR_RUN;
    }

    /// What stands before the arguments of pip.
    List<String> command(Path python) {
        var program = python.toString();
        var weir = Machine.weir().toString();
        return switch (this) {
            case WEIR_PIP -> List.of(weir, "--python", program, "pip");
            case WEIR_RUN -> List.of(weir, "run", "--", program, "-m", "pip");
            case SCRIPT -> List.of(python.resolveSibling("pip").toString());
            case MODULE -> List.of(program, "-m", "pip");
            case ISOLATED -> List.of(program, "-I", "-m", "pip");
            case NO_ENVIRONMENT -> List.of(program, "-E", "-m", "pip");
            case ELSEWHERE -> List.of("sh", "-c", "cd / && exec \"$@\"", "sh", program, "-m", "pip");
            case LIBRARY -> List.of(program, "-c", CODE);
        };
    }

    @Override
    public String toString() {
        return words;
    }
}
