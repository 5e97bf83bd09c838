package dev.weir.api;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/// One bit of argument 11 of the distribution tuple.
public enum Flag {
    EDITABLE(1),
    PINNED(2),
    UPDATE(4),
    USER_REQUESTED(8),
    BUILD_DEPENDENCY(16),
    FROM_CACHE(32),
    LOCALLY_BUILT(64),
    YANKED(128),
    DRY_RUN(256),
    DIRECT_URL(512);

    private final int bit;

    Flag(int bit) {
        this.bit = bit;
    }

    /// The value of the bit.
    public int bit() {
        return bit;
    }

    /// The flags set in `bits`; bits without a name are left out.
    public static Set<Flag> of(int bits) {
        var flags = EnumSet.noneOf(Flag.class);
        Arrays.stream(values()).filter(flag -> (bits & flag.bit) != 0).forEach(flags::add);
        return flags;
    }
}
