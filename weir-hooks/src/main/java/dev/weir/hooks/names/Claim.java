package dev.weir.hooks.names;

import dev.weir.packaging.name.NormalizedName;
import java.util.List;
import java.util.Optional;

/// What the installer, or the name of a file, says that a distribution is.
///
/// @param text     as it was said
/// @param readings one; more where a file name can be read in more than one way
record Claim(String text, List<Identity> readings) {

    Claim {
        readings = List.copyOf(readings);
    }

    boolean saysTheSame(Claim other) {
        return readings.equals(other.readings);
    }

    /// The reading by which it is of this project.
    Optional<Identity> readingAs(NormalizedName project) {
        return readings.stream().filter(reading -> reading.name().equals(project)).findFirst();
    }
}
