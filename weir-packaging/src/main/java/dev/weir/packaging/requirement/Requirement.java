package dev.weir.packaging.requirement;

import dev.weir.packaging.name.NormalizedName;
import dev.weir.packaging.version.SpecifierSet;
import java.util.List;
import java.util.Optional;

/// What a distribution needs: a project, and which of its versions, or the place of one.
///
/// @param writtenName of the project, as it is written
/// @param extras      of that project, as they are written
/// @param specifiers  that the version satisfies; empty where there is a URL
/// @param url         where it is taken from
/// @param marker      when it is needed; always, where there is none
public record Requirement(String writtenName, List<String> extras, SpecifierSet specifiers, Optional<String> url,
        Optional<Marker> marker) {
    public Requirement {
        extras = List.copyOf(extras);
    }

    /// Reads a requirement. What holds a control character other than a tab is none.
    ///
    /// @throws InvalidRequirementException where it is none
    public static Requirement parse(String text) throws InvalidRequirementException {
        return new RequirementParser(text).requirement();
    }

    /// The project that it asks for.
    public NormalizedName name() {
        return new NormalizedName(writtenName);
    }

    /// The requirement in one form, that reads as the same.
    @Override
    public String toString() {
        return writtenName
                + (extras.isEmpty() ? "" : "[" + String.join(",", extras) + "]")
                + specifiers
                + url.map(place -> " @ " + place).orElse("")
                + marker.map(condition -> (url.isPresent() ? " ; " : "; ") + condition).orElse("");
    }
}
