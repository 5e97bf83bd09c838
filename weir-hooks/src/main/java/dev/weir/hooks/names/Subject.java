package dev.weir.hooks.names;

import dev.weir.api.Distribution;
import dev.weir.api.Kind;
import dev.weir.api.Offer;
import dev.weir.packaging.name.NormalizedName;
import dev.weir.packaging.text.Quoted;
import dev.weir.packaging.version.Version;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What a gate is about, as far as it can be told.
///
/// @param claims all that is said about it; each is judged
/// @param doubts why it may be something else
record Subject(List<Claim> claims, List<Doubt> doubts) {

    Subject {
        claims = List.copyOf(claims);
        doubts = List.copyOf(doubts);
    }

    /// A project of which no version is chosen.
    static Subject of(Offer offer) {
        var claim = name(offer.project()).map(name -> new Claim(offer.project(), List.of(unversioned(name))));
        return new Subject(claim.stream().toList(), List.of());
    }

    /// @param listed the projects that matter
    static Subject of(Distribution distribution, Set<NormalizedName> listed) {
        var file = distribution.filename().flatMap(text -> file(text, distribution, listed));
        var said = distribution.name().flatMap(Subject::name).map(name -> said(name, distribution, file));
        return new Subject(
                distinct(said, file),
                Stream.of(doubtfulName(distribution, file), doubtfulFile(distribution, file))
                        .flatMap(Optional::stream).toList());
    }

    /// Both, or one where they say the same.
    private static List<Claim> distinct(Optional<Claim> said, Optional<Claim> file) {
        var other = file.filter(claim -> said.filter(claim::saysTheSame).isEmpty());
        return Stream.of(said, other).flatMap(Optional::stream).toList();
    }

    private static Optional<NormalizedName> name(String text) {
        return NormalizedName.isValid(text) ? Optional.of(new NormalizedName(text)) : Optional.empty();
    }

    private static Identity unversioned(NormalizedName name) {
        return new Identity(name, Optional.empty());
    }

    /// What the installer says. Where it names no version, the file name of the same project may.
    private static Claim said(NormalizedName name, Distribution distribution, Optional<Claim> file) {
        var text = distribution.name().orElse("") + distribution.version().map(version -> " " + version).orElse("");
        var identity = distribution.version()
                .map(version -> new Identity(name, Version.find(version)))
                .or(() -> file.flatMap(claim -> claim.readingAs(name)))
                .orElseGet(() -> unversioned(name));
        return new Claim(text, List.of(identity));
    }

    private static Optional<Claim> file(String text, Distribution distribution, Set<NormalizedName> listed) {
        var readings = isWheel(distribution)
                ? FileNames.wheel(text).stream().toList()
                : distribution.name().flatMap(Subject::name).flatMap(name -> FileNames.source(text, name))
                        .map(List::of)
                        .orElseGet(() -> FileNames.source(text, listed));
        return Optional.of(new Claim(text, readings)).filter(claim -> !claim.readings().isEmpty());
    }

    private static boolean isWheel(Distribution distribution) {
        return distribution.kind().equals(Kind.WHEEL.word())
                || distribution.filename().filter(FileNames::isWheel).isPresent();
    }

    /// Only the file name of a wheel is bound to what is in it: an installer refuses a wheel that holds something else.
    private static Optional<Doubt> doubtfulName(Distribution distribution, Optional<Claim> file) {
        if (distribution.name().isPresent()) {
            return distribution.name().filter(name -> !NormalizedName.isValid(name))
                    .map(name -> new Doubt(Quoted.quote(name) + " is no name of a project (PEP 508)", "mend the name"));
        }
        return isWheel(distribution) && file.isPresent()
                ? Optional.empty()
                : Optional.of(new Doubt("nothing says which project " + Quoted.quote(place(distribution)) + " is",
                        "ask for it by name, as in \"NAME @ URL\" (for -e: \"URL#egg=NAME\")"));
    }

    private static Optional<Doubt> doubtfulFile(Distribution distribution, Optional<Claim> file) {
        return distribution.filename()
                .filter(_ -> isWheel(distribution) && file.isEmpty())
                .map(name -> new Doubt(Quoted.quote(name) + " is not the file name of a wheel (PEP 427)",
                        "rename the file"));
    }

    private static String place(Distribution distribution) {
        return distribution.url().or(distribution::path).or(() -> distribution.chain().stream().findFirst()).orElse("");
    }
}
