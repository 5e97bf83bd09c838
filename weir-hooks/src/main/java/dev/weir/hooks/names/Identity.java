package dev.weir.hooks.names;

import dev.weir.packaging.name.NormalizedName;
import dev.weir.packaging.version.Version;
import java.util.Optional;

/// A project and a version of it.
///
/// @param version empty where it is not known, or is none that PEP 440 defines
record Identity(NormalizedName name, Optional<Version> version) {}
