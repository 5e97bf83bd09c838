package dev.weir.cli.policy;

import dev.weir.packaging.name.NormalizedName;
import dev.weir.packaging.version.Version;
import java.util.Optional;
import java.util.regex.Pattern;

/// A project that is asked about.
///
/// @param version empty where any is meant
public record Project(NormalizedName name, Optional<Version> version) {

    private static final Pattern FORM = Pattern.compile("([^=\\s]+)(?:\\s*==\\s*(\\S+))?");

    /// Reads `NAME` or `NAME==VERSION`.
    ///
    /// @return empty where `text` is neither
    public static Optional<Project> parse(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches() || !NormalizedName.isValid(parts.group(1))) {
            return Optional.empty();
        }
        var name = new NormalizedName(parts.group(1));
        return Optional.ofNullable(parts.group(2)).isEmpty()
                ? Optional.of(new Project(name, Optional.empty()))
                : Version.find(parts.group(2)).map(version -> new Project(name, Optional.of(version)));
    }

    @Override
    public String toString() {
        return name.text() + version.map(known -> " " + known).orElse("");
    }
}
