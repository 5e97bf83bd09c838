package dev.weir.cli.doctor;

import dev.weir.api.Action;
import dev.weir.api.Distribution;
import dev.weir.api.Finding;
import dev.weir.api.Gate;
import dev.weir.api.GateAction;
import dev.weir.api.Hook;
import dev.weir.api.Rule;
import dev.weir.api.Severity;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Refuses a canary at the gate that its name says: `canary-install-7` at `pip.install`, `canary-any-7` at the first gate that it comes to.
///
/// The settings of an examination name the jar of this class, so the engine loads it as it loads the hook of any author: with nothing but the API.
public final class CanaryHook implements Hook.RequestHook {

    /// By which findings refer to it.
    static final String NAME = "doctor";

    /// In place of a gate, all of them.
    static final String ANY = "any";

    private static final Rule RULE = new Rule("doctor.canary", Action.DENY);
    private static final Pattern CANARY = Pattern.compile("canary[-_]([a-z]+)[-_]([0-9]+)");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<GateAction> gates() {
        return EnumSet.complementOf(EnumSet.of(GateAction.INVOKED));
    }

    @Override
    public List<Finding> review(Gate gate) {
        return canaries(gate).map(found -> found.group(1))
                .filter(word -> word.equals(ANY) || word.equals(gate.action().word()))
                .findFirst()
                .map(word -> Finding.of(RULE, Severity.HIGH, "a canary, to be refused at: " + word))
                .stream().toList();
    }

    /// Whether a gate is about the canary with this number.
    static boolean isAbout(Gate gate, int number) {
        return canaries(gate).anyMatch(found -> found.group(2).equals(Integer.toString(number)));
    }

    private static Stream<MatchResult> canaries(Gate gate) {
        return names(gate).flatMap(name -> CANARY.matcher(name).results());
    }

    /// What it is called, or lies in where it has no name yet.
    private static Stream<String> names(Gate gate) {
        return switch (gate) {
            case Gate.Invoked _ -> Stream.of();
            case Gate.Candidates(_, var offer) -> Stream.of(offer.project());
            case Gate.DistributionGate about -> names(about.distribution());
        };
    }

    private static Stream<String> names(Distribution distribution) {
        return Stream.of(distribution.name(), distribution.url(), distribution.filename()).flatMap(Optional::stream);
    }
}
