package dev.weir.journal;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import com.github.packageurl.PackageURLBuilder;
import dev.weir.api.Gate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Package URLs ([purl](https://github.com/package-url/purl-spec)) of what gates are about.
final class PackageUrls {

    private static final Pattern SEPARATORS = Pattern.compile("[-_.]+");

    private PackageUrls() {}

    /// The package URL; empty where the gate is about no distribution, or its name is not known.
    static Optional<String> of(Gate gate) {
        return switch (gate) {
            case Gate.Invoked _ -> Optional.empty();
            case Gate.Candidates(_, var offer) -> of(PackageURL.StandardTypes.PYPI, offer.project(), Optional.empty());
            case Gate.DistributionGate about -> ofDistribution(about);
        };
    }

    private static Optional<String> ofDistribution(Gate.DistributionGate gate) {
        var distribution = gate.distribution();
        return distribution.name().flatMap(name -> of(type(distribution.kind()), name, distribution.version()));
    }

    private static String type(String kind) {
        return kind.equals("conda") ? kind : PackageURL.StandardTypes.PYPI;
    }

    private static Optional<String> of(String type, String name, Optional<String> version) {
        var builder = PackageURLBuilder.aPackageURL().withType(type).withName(normal(type, name));
        version.filter(text -> !text.isEmpty()).ifPresent(builder::withVersion);
        try {
            return Optional.of(builder.build().canonicalize());
        } catch (MalformedPackageURLException noPackage) {
            return Optional.empty();
        }
    }

    /// Names of Python packages in their normal form (PEP 503).
    private static String normal(String type, String name) {
        return type.equals(PackageURL.StandardTypes.PYPI)
                ? SEPARATORS.matcher(name).replaceAll("-").toLowerCase(Locale.ROOT)
                : name;
    }
}
