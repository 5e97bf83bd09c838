package dev.weir.api;

/// A candidate that must not be chosen.
///
/// @param filename the candidate's file name, as in the gate
/// @param reason   one line, for the user
public record Objection(String filename, String reason) {}
