package dev.weir.wire;

/// One argument of a tuple.
public record Argument(String name, ArgumentType type) {}
