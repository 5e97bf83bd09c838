package dev.weir.hooks.names;

/// Why something may be another project than it seems.
///
/// @param message what is not known
/// @param advice  what the user can do about it
record Doubt(String message, String advice) {}
