package dev.weir.packaging.version;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Version specifiers that must all be satisfied: `>=1.2, <2, !=1.5.*`. The empty set is satisfied by every version.
///
/// @param specifiers in the order in which they were written
public record SpecifierSet(List<Specifier> specifiers) {
    public SpecifierSet {
        specifiers = List.copyOf(specifiers);
    }

    /// Reads specifiers with commas between them. A text of nothing but white space and commas is the empty set.
    ///
    /// @throws InvalidSpecifierException where one of them is no specifier; its position is that in `text`
    public static SpecifierSet parse(String text) {
        return new SpecifierSet(SpecifierParser.specifiers(text));
    }

    public boolean isEmpty() {
        return specifiers.isEmpty();
    }

    /// Whether `version` satisfies every specifier. A pre-release is admitted like any other version: PEP 440 admits one where nothing
    /// else satisfies the specifiers, and there is nothing else here.
    public boolean contains(Version version) {
        return specifiers.stream().allMatch(specifier -> specifier.contains(version));
    }

    /// Whether `version` satisfies every specifier, where pre-releases are admitted only if `prereleases` says so.
    public boolean contains(Version version, boolean prereleases) {
        return (prereleases || !version.isPrerelease()) && contains(version);
    }

    /// Whether one of the specifiers names a pre-release, and so admits pre-releases where they are not asked for.
    public boolean namesPrerelease() {
        return specifiers.stream().anyMatch(Specifier::namesPrerelease);
    }

    /// Those of `versions` that satisfy every specifier, in their order. Pre-releases are among them where a specifier names one, or
    /// where nothing else satisfies.
    public List<Version> filter(List<Version> versions) {
        List<Version> satisfying = filter(versions, true);
        boolean allPrereleases = satisfying.stream().allMatch(Version::isPrerelease);
        return namesPrerelease() || allPrereleases ? satisfying : filter(satisfying, false);
    }

    /// Those of `versions` that satisfy every specifier, in their order, where pre-releases are admitted only if `prereleases` says so.
    public List<Version> filter(List<Version> versions, boolean prereleases) {
        Stream<Version> satisfying = versions.stream().filter(version -> contains(version, prereleases));
        return satisfying.toList();
    }

    @Override
    public String toString() {
        return specifiers.stream().map(Specifier::toString).collect(Collectors.joining(","));
    }
}
