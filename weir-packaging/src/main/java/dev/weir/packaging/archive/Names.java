package dev.weir.packaging.archive;

import dev.weir.packaging.tree.EscapedPath;
import java.util.Arrays;

/// How names that nobody has checked are shown.
final class Names {
    private static final int SHOWN = 200;

    private Names() {}

    static String shown(byte[] name) {
        return EscapedPath.escape(Arrays.copyOf(name, Math.min(name.length, SHOWN)));
    }
}
