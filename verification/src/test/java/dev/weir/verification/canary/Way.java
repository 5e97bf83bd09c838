package dev.weir.verification.canary;

import java.nio.file.Path;
import java.util.List;

/// What pip is asked to do.
public enum Way {
    INSTALL,
    DOWNLOAD,
    WHEEL,
    DRY_RUN,
    REQUIREMENTS,
    UPGRADE,
    UNINSTALL;

    /// The command and its options.
    ///
    /// @param out where it is to put what it makes
    List<String> arguments(Path out) {
        return switch (this) {
            case INSTALL -> List.of("install");
            case DOWNLOAD -> List.of("download", "-d", out.toString());
            case WHEEL -> List.of("wheel", "-w", out.toString());
            case DRY_RUN -> List.of("install", "--dry-run");
            case REQUIREMENTS -> List.of("install", "-r");
            case UPGRADE -> List.of("install", "--upgrade");
            case UNINSTALL -> List.of("uninstall", "--yes");
        };
    }

    /// Whether there is more in the environment afterwards.
    boolean installs() {
        return this == INSTALL || this == REQUIREMENTS || this == UPGRADE;
    }

    @Override
    public String toString() {
        return String.join(" ", arguments(Path.of("out")));
    }
}
