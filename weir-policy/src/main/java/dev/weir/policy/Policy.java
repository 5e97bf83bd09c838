package dev.weir.policy;

import dev.weir.api.Action;
import dev.weir.api.Finding;
import dev.weir.api.Objection;
import dev.weir.api.Rule;
import dev.weir.api.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Turns what hooks found into a verdict. A pure function of the settings and the results; it reads no clock, file or network.
///
/// A denial outweighs a hook that could not decide, which outweighs everything else: evidence against something does not become weaker because
/// another hook broke, and no answer is never a yes. So the order of the hooks changes nothing but which reason is named first, and one hook more never loosens a verdict.
///
/// @param actions   by rule id: what a rule asks for, in place of what its hook declares
/// @param onFailure by hook name, where it is not [OnFailure#UNDECIDED]
/// @param floor     what `actions` do not loosen
public record Policy(Map<String, Action> actions, Map<String, OnFailure> onFailure, Floor floor) {

    /// The policy of who has no settings.
    public static final Policy DEFAULT = new Policy(Map.of(), Map.of());

    /// Hooks that somebody else than the user has set.
    ///
    /// @param hooks what these find leads to what they declare, or to something stricter
    /// @param rules unless it falls under one of these
    public record Floor(Set<String> hooks, Set<String> rules) {

        static final Floor NONE = new Floor(Set.of(), Set.of());

        public Floor {
            hooks = Set.copyOf(hooks);
            rules = Set.copyOf(rules);
        }

        private Action applied(String hook, Rule rule, Action action) {
            var isFree = !hooks.contains(hook) || rules.contains(rule.id());
            return isFree || action.isStricterThan(rule.action()) ? action : rule.action();
        }
    }

    /// A policy that loosens whatever the user likes.
    public Policy(Map<String, Action> actions, Map<String, OnFailure> onFailure) {
        this(actions, onFailure, Floor.NONE);
    }

    public Policy {
        actions = Map.copyOf(actions);
        onFailure = Map.copyOf(onFailure);
    }

    /// The verdict on a gate whose hooks came to these results.
    public Judged judge(List<HookResult> results) {
        var findings = results.stream().flatMap(this::findings).toList();
        return new Judged(verdict(results, findings), findings);
    }

    private Verdict verdict(List<HookResult> results, List<Attributed> findings) {
        return denial(results, findings)
                .or(() -> failure(results, OnFailure.UNDECIDED).<Verdict>map(Verdict.Undecided::new))
                .or(() -> withheld(results))
                .orElseGet(Verdict.Allow::new);
    }

    private Optional<Verdict> denial(List<HookResult> results, List<Attributed> findings) {
        return findings.stream()
                .filter(found -> found.finding().rule().action() == Action.DENY)
                .map(found -> found.finding().message())
                .findFirst()
                .or(() -> failure(results, OnFailure.DENY))
                .map(Verdict.Deny::new);
    }

    private Optional<String> failure(List<HookResult> results, OnFailure meaning) {
        return results.stream()
                .filter(HookResult.Failed.class::isInstance)
                .map(HookResult.Failed.class::cast)
                .filter(failed -> onFailure.getOrDefault(failed.hook(), OnFailure.UNDECIDED) == meaning)
                .map(failed -> "the hook `" + failed.hook() + "` failed: " + failed.reason())
                .findFirst();
    }

    private static Optional<Verdict> withheld(List<HookResult> results) {
        var byFile = new LinkedHashMap<String, Objection>();
        results.stream()
                .flatMap(Policy::objections)
                .forEach(objection -> byFile.putIfAbsent(objection.filename(), objection));
        return byFile.isEmpty()
                ? Optional.empty()
                : Optional.of(new Verdict.Withhold(new ArrayList<>(byFile.values())));
    }

    private static Stream<Objection> objections(HookResult result) {
        return switch (result) {
            case HookResult.Answered(_, _, var objections) -> objections.stream();
            case HookResult.Failed _ -> Stream.empty();
        };
    }

    private Stream<Attributed> findings(HookResult result) {
        return switch (result) {
            case HookResult.Answered(var hook, var findings, _) ->
                findings.stream().map(finding -> new Attributed(hook, effective(hook, finding)));
            case HookResult.Failed _ -> Stream.empty();
        };
    }

    /// What a rule of a hook leads to.
    public Action action(String hook, Rule rule) {
        return floor.applied(hook, rule, actions.getOrDefault(rule.id(), rule.action()));
    }

    private Finding effective(String hook, Finding finding) {
        var rule = finding.rule();
        return new Finding(
                new Rule(rule.id(), action(hook, rule)),
                finding.severity(),
                finding.file(),
                finding.line(),
                finding.message(),
                finding.help());
    }

    /// A verdict and the findings behind it.
    ///
    /// @param findings all of them, in the order of the hooks; the action of each rule is the one in force
    public record Judged(Verdict verdict, List<Attributed> findings) {
        public Judged {
            findings = List.copyOf(findings);
        }
    }

    /// A finding and the hook that made it.
    public record Attributed(String hook, Finding finding) {}
}
