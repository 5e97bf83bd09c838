package dev.weir.hooks.names;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.weir.api.Action;
import dev.weir.api.Finding;
import dev.weir.api.Rule;
import dev.weir.api.Severity;
import dev.weir.packaging.name.NormalizedName;
import dev.weir.packaging.name.ProjectSelector;
import dev.weir.packaging.text.Quoted;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The two lists.
record Lists(List<ProjectSelector> deny, Optional<List<ProjectSelector>> allow) {

    private static final Rule DENIED = new Rule("names.denied", Action.DENY);
    private static final Rule NOT_ALLOWED = new Rule("names.not-allowed", Action.DENY);
    private static final Rule UNKNOWN = new Rule("names.unknown", Action.DENY);
    private static final String OR_WARN =
            ", or set \"" + UNKNOWN.id() + "\" = \"warn\" in [rules] of the settings";

    Lists {
        deny = List.copyOf(deny);
        allow = allow.map(List::copyOf);
    }

    boolean decideAnything() {
        return !deny.isEmpty() || allow.isPresent();
    }

    /// All projects on them.
    Set<NormalizedName> names() {
        return Stream.concat(deny.stream(), allowed()).map(ProjectSelector::name).collect(toUnmodifiableSet());
    }

    /// What is known to be refused. What is not known yet is left to a later gate.
    Stream<Finding> judge(Subject subject) {
        return Stream.concat(
                subject.claims().stream().flatMap(this::denials),
                subject.claims().stream().flatMap(this::notAllowed));
    }

    /// The same, and what is not known.
    Stream<Finding> judgeForGood(Subject subject) {
        return Stream.concat(judge(subject), unknown(subject));
    }

    /// The same for a folder that the user has pointed at. Who only denies some projects did not mean his own: what is not known is no
    /// more than a warning there.
    Stream<Finding> judgeFolder(Subject subject) {
        return allow.isPresent()
                ? judgeForGood(subject)
                : Stream.concat(judge(subject), unknown(subject).map(Lists::asWarning));
    }

    private Stream<Finding> unknown(Subject subject) {
        return Stream.concat(
                subject.doubts().stream().map(Lists::unknownProject),
                subject.claims().stream().flatMap(this::unknownVersions));
    }

    private static Finding asWarning(Finding finding) {
        return Finding.of(new Rule(UNKNOWN.id(), Action.WARN), Severity.LOW, finding.message());
    }

    private Stream<Finding> denials(Claim claim) {
        return deny.stream().filter(entry -> denies(entry, claim, Match.YES)).map(entry -> denied(claim, entry));
    }

    private Stream<Finding> notAllowed(Claim claim) {
        return Stream.of(claim)
                .filter(_ -> allow.isPresent() && !admitted(claim, Match.YES) && !admitted(claim, Match.UNKNOWN))
                .map(this::refused);
    }

    private Stream<Finding> unknownVersions(Claim claim) {
        var denied = deny.stream()
                .filter(entry -> denies(entry, claim, Match.UNKNOWN))
                .map(entry -> unknownVersion(claim, "deny", entry));
        var admitted = allowed()
                .filter(entry -> !admitted(claim, Match.YES) && admits(entry, claim, Match.UNKNOWN))
                .map(entry -> unknownVersion(claim, "allow", entry));
        return Stream.concat(denied, admitted);
    }

    private Stream<ProjectSelector> allowed() {
        return allow.stream().flatMap(List::stream);
    }

    private boolean admitted(Claim claim, Match match) {
        return allowed().anyMatch(entry -> admits(entry, claim, match));
    }

    private static boolean denies(ProjectSelector entry, Claim claim, Match match) {
        return claim.readings().stream().anyMatch(reading -> Match.denies(entry, reading) == match);
    }

    private static boolean admits(ProjectSelector entry, Claim claim, Match match) {
        return claim.readings().stream().anyMatch(reading -> Match.admits(entry, reading) == match);
    }

    private static Finding denied(Claim claim, ProjectSelector entry) {
        return Finding.of(DENIED, Severity.HIGH,
                "%s is denied: `deny` has %s".formatted(Quoted.quote(claim.text()), quoted(entry)))
                .withHelp("if it is wanted, take %s out of `deny` in [names] of the settings".formatted(quoted(entry)));
    }

    private Finding refused(Claim claim) {
        return Finding.of(NOT_ALLOWED, Severity.MEDIUM,
                "%s is not allowed: `allow` has %s".formatted(Quoted.quote(claim.text()), sameProject(claim)))
                .withHelp("if it is wanted, put it on `allow` in [names] of the settings");
    }

    private String sameProject(Claim claim) {
        var entries = allowed().filter(entry -> claim.readingAs(entry.name()).isPresent()).map(Lists::quoted);
        var shown = entries.collect(joining(", "));
        return shown.isEmpty() ? "no such project" : "only " + shown;
    }

    private static Finding unknownVersion(Claim claim, String list, ProjectSelector entry) {
        return Finding.of(UNKNOWN, Severity.MEDIUM,
                "no version of %s is known that could be compared: `%s` has %s"
                        .formatted(Quoted.quote(claim.text()), list, quoted(entry)))
                .withHelp("list `" + entry.name() + "` without versions" + OR_WARN);
    }

    private static Finding unknownProject(Doubt doubt) {
        return Finding.of(UNKNOWN, Severity.MEDIUM, doubt.message() + ", so the lists cannot judge it")
                .withHelp(doubt.advice() + OR_WARN);
    }

    private static String quoted(ProjectSelector entry) {
        return Quoted.quote(entry.toString());
    }
}
