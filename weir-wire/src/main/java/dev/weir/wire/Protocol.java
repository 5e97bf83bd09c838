package dev.weir.wire;

/// Constants of the wire (`spec/wire.md`).
public final class Protocol {

    /// The version of the wire that this is.
    public static final int VERSION = 1;

    private Protocol() {}
}
