package dev.weir.verification.canary;

import java.util.List;

/// What pip is asked to do.
enum Way {
    INSTALL,
    DOWNLOAD,
    WHEEL,
    DRY_RUN,
    REQUIREMENTS,
    UPGRADE;

    List<String> arguments() {
        return switch (this) {
            case INSTALL -> List.of("install");
            case DOWNLOAD -> List.of("download", "-d", "out");
            case WHEEL -> List.of("wheel", "-w", "out");
            case DRY_RUN -> List.of("install", "--dry-run");
            case REQUIREMENTS -> List.of("install", "-r");
            case UPGRADE -> List.of("install", "--upgrade");
        };
    }

    /// Whether the environment is another one afterwards.
    boolean installs() {
        return this == INSTALL || this == REQUIREMENTS || this == UPGRADE;
    }

    @Override
    public String toString() {
        return String.join(" ", arguments());
    }
}
