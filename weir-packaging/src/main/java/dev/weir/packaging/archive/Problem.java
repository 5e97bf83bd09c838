package dev.weir.packaging.archive;

/// A fault at a place.
///
/// @param place the member, or `byte` and an offset where no member has a name yet
/// @param what  for the user, part of a line
public record Problem(Fault fault, String place, String what) {}
