package dev.weir.api;

/// Constants of the event contract (`spec/events.md`).
public final class Contract {

    /// The version of the contract: argument 0 of every tuple.
    public static final int VERSION = 1;

    private Contract() {}
}
