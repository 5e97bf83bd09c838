package dev.weir.engine.hooks;

/// An observer that the settings name a jar for.
///
/// @param name of its class
public record KnownObserver(String name, HookOrigin origin) {}
