package dev.weir.hooks.names;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.weir.api.Action;
import dev.weir.api.Finding;
import dev.weir.api.Rule;
import dev.weir.api.Severity;
import dev.weir.hooks.names.Remark.Says;
import dev.weir.packaging.name.NormalizedName;
import dev.weir.packaging.text.Quoted;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// All lists.
///
/// @param deny  what is refused
/// @param allow what one of these leaves out is refused, too
record Lists(List<Listed> deny, List<AllowList> allow) {

    private static final String NAME = "deny";

    static final Rule DENIED = new Rule("names.denied", Action.DENY);
    static final Rule NOT_ALLOWED = new Rule("names.not-allowed", Action.DENY);
    static final Rule UNKNOWN = new Rule("names.unknown", Action.DENY);
    private static final String OR_WARN =
            ", or set \"" + UNKNOWN.id() + "\" = \"warn\" in [rules] of the settings";

    Lists {
        deny = List.copyOf(deny);
        allow = List.copyOf(allow);
    }

    boolean decideAnything() {
        return !deny.isEmpty() || !allow.isEmpty();
    }

    /// All projects on them.
    Set<NormalizedName> names() {
        return Stream.concat(deny.stream(), allow.stream().flatMap(list -> list.entries().stream()))
                .map(entry -> entry.selector().name())
                .collect(toUnmodifiableSet());
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
        return allow.isEmpty()
                ? Stream.concat(judge(subject), unknown(subject).map(Lists::asWarning))
                : judgeForGood(subject);
    }

    /// What each entry about it says, and each allow list without one.
    Stream<Remark> remarks(Claim claim) {
        return Stream.of(
                remarks(claim, Match.YES, Says.DENIED),
                remarks(claim, Match.UNKNOWN, Says.DEPENDS),
                allow.stream().flatMap(list -> list.remarks(claim)))
                .flatMap(remarks -> remarks);
    }

    private Stream<Remark> remarks(Claim claim, Match match, Says says) {
        return deny.stream().filter(entry -> entry.denies(claim, match)).map(entry -> Remark.of(says, NAME, entry));
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
        return deny.stream().filter(entry -> entry.denies(claim, Match.YES)).map(entry -> denied(claim, entry));
    }

    private Stream<Finding> notAllowed(Claim claim) {
        return allow.stream().filter(list -> list.leavesOut(claim)).map(list -> refused(claim, list));
    }

    private Stream<Finding> unknownVersions(Claim claim) {
        var denied = deny.stream()
                .filter(entry -> entry.denies(claim, Match.UNKNOWN))
                .map(entry -> unknownVersion(claim, NAME, entry));
        var admitted = allow.stream()
                .flatMap(list -> list.undecided(claim))
                .map(entry -> unknownVersion(claim, AllowList.NAME, entry));
        return Stream.concat(denied, admitted);
    }

    private static Finding denied(Claim claim, Listed entry) {
        return Finding.of(DENIED, Severity.HIGH,
                "%s is denied: `deny` has %s".formatted(Quoted.quote(claim.text()), entry.quoted()))
                .withHelp("if it is wanted, take %s out of `deny` in %s".formatted(entry.quoted(), entry.place()));
    }

    private static Finding refused(Claim claim, AllowList list) {
        return Finding.of(NOT_ALLOWED, Severity.MEDIUM,
                "%s is not allowed: `allow` has %s".formatted(Quoted.quote(claim.text()), list.sameProject(claim)))
                .withHelp("if it is wanted, put it on `allow` in " + list.place());
    }

    private static Finding unknownVersion(Claim claim, String list, Listed entry) {
        return Finding.of(UNKNOWN, Severity.MEDIUM,
                "no version of %s is known that could be compared: `%s` has %s"
                        .formatted(Quoted.quote(claim.text()), list, entry.quoted()))
                .withHelp("list `%s` without versions in %s".formatted(entry.selector().name(), entry.place())
                        + OR_WARN);
    }

    private static Finding unknownProject(Doubt doubt) {
        return Finding.of(UNKNOWN, Severity.MEDIUM, doubt.message() + ", so the lists cannot judge it")
                .withHelp(doubt.advice() + OR_WARN);
    }
}
