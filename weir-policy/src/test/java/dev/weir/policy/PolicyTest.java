package dev.weir.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.Action;
import dev.weir.api.Finding;
import dev.weir.api.Objection;
import dev.weir.api.Rule;
import dev.weir.api.Severity;
import dev.weir.api.Verdict;
import dev.weir.policy.Policy.Floor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyTest {

    private static final long SEED = 578;
    private static final int ROUNDS = 2_000;
    private static final List<Action> ACTIONS = List.of(Action.values());

    @Test
    void allowsWhereNoHookWasAsked() {
        assertThat(verdict(Policy.DEFAULT)).isEqualTo(new Verdict.Allow());
    }

    @Test
    void allowsWarningsAndNotes() {
        assertThat(verdict(Policy.DEFAULT, found("a", Action.WARN), found("b", Action.NOTE)))
                .isEqualTo(new Verdict.Allow());
    }

    @Test
    void deniesWithTheMessageOfTheFirstDenyingFinding() {
        assertThat(verdict(Policy.DEFAULT, found("a", Action.WARN), found("b", Action.DENY), found("c", Action.DENY)))
                .isEqualTo(new Verdict.Deny("found by b"));
    }

    @Test
    void cannotDecideWhereAHookFailed() {
        assertThat(verdict(Policy.DEFAULT, found("a", Action.NOTE), failed("b")))
                .isEqualTo(new Verdict.Undecided("the hook `b` failed: late"));
    }

    @Test
    void deniesThoughAnotherHookFailed() {
        assertThat(verdict(Policy.DEFAULT, failed("a"), found("b", Action.DENY)))
                .isEqualTo(new Verdict.Deny("found by b"));
    }

    @Test
    void takesAFailureAsTheSettingsSay() {
        var settings = new Policy(Map.of(), Map.of("a", OnFailure.DENY, "b", OnFailure.ALLOW));

        assertThat(verdict(settings, failed("a"))).isEqualTo(new Verdict.Deny("the hook `a` failed: late"));
        assertThat(verdict(settings, failed("b"))).isEqualTo(new Verdict.Allow());
        assertThat(verdict(settings, failed("b"), failed("c"))).isInstanceOf(Verdict.Undecided.class);
    }

    @Test
    void changesTheActionOfARuleAsTheSettingsSay() {
        var looser = new Policy(Map.of("test.rule", Action.WARN), Map.of());
        var stricter = new Policy(Map.of("test.rule", Action.DENY), Map.of());

        assertThat(verdict(looser, found("a", Action.DENY))).isEqualTo(new Verdict.Allow());
        assertThat(verdict(stricter, found("a", Action.NOTE))).isEqualTo(new Verdict.Deny("found by a"));
        assertThat(looser.judge(List.of(found("a", Action.DENY))).findings())
                .extracting(found -> found.finding().rule().action())
                .containsExactly(Action.WARN);
    }

    @Test
    void loosensNothingThatAHookOfAnotherDeclares() {
        var looser = new Policy(Map.of("test.rule", Action.NOTE), Map.of(), new Floor(Set.of("a"), Set.of()));

        assertThat(verdict(looser, found("a", Action.DENY))).isEqualTo(new Verdict.Deny("found by a"));
        assertThat(verdict(looser, found("b", Action.DENY))).isEqualTo(new Verdict.Allow());
        assertThat(looser.judge(List.of(found("a", Action.WARN))).findings())
                .extracting(found -> found.finding().rule().action()).containsExactly(Action.WARN);
    }

    @Test
    void tightensWhatAHookOfAnotherDeclares() {
        var stricter = new Policy(Map.of("test.rule", Action.DENY), Map.of(), new Floor(Set.of("a"), Set.of()));

        assertThat(verdict(stricter, found("a", Action.NOTE))).isEqualTo(new Verdict.Deny("found by a"));
    }

    @Test
    void loosensARuleThatTheOtherHasNamed() {
        var looser = new Policy(Map.of("test.rule", Action.NOTE), Map.of(),
                new Floor(Set.of("a"), Set.of("test.rule")));

        assertThat(verdict(looser, found("a", Action.DENY))).isEqualTo(new Verdict.Allow());
    }

    @Test
    void withholdsEachFileOnce() {
        var verdict = verdict(Policy.DEFAULT, objected("a", "x-1.tar.gz"), objected("b", "x-1.tar.gz"),
                objected("b", "x-2.tar.gz"));

        assertThat(verdict)
                .isEqualTo(new Verdict.Withhold(
                        List.of(new Objection("x-1.tar.gz", "not a"), new Objection("x-2.tar.gz", "not b"))));
    }

    @Test
    void oneHookMoreNeverLoosensAVerdict() {
        forRandomResults((random, results) -> {
            var before = strictness(Policy.DEFAULT.judge(results).verdict());
            var more = new ArrayList<>(results);
            more.add(random.nextInt(more.size() + 1), anyResult(random, 99));

            assertThat(strictness(Policy.DEFAULT.judge(more).verdict())).isGreaterThanOrEqualTo(before);
        });
    }

    @Test
    void theOrderOfHooksDoesNotChangeTheKindOfVerdict() {
        forRandomResults((random, results) -> {
            var shuffled = new ArrayList<>(results);
            Collections.shuffle(shuffled, random);

            assertThat(Policy.DEFAULT.judge(shuffled).verdict())
                    .hasSameClassAs(Policy.DEFAULT.judge(results).verdict());
        });
    }

    private interface Check {
        void check(Random random, List<HookResult> results);
    }

    private static void forRandomResults(Check check) {
        var random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            var results = new ArrayList<HookResult>();
            for (int hook = random.nextInt(5); hook > 0; hook--) {
                results.add(anyResult(random, hook));
            }
            check.check(random, results);
        }
    }

    private static HookResult anyResult(Random random, int hook) {
        var name = "hook-" + hook;
        return switch (random.nextInt(6)) {
            case 0 -> failed(name);
            case 1 -> objected(name, "x-" + random.nextInt(3) + ".tar.gz");
            case 2 -> new HookResult.Answered(name, List.of(), List.of());
            default -> found(name, ACTIONS.get(random.nextInt(ACTIONS.size())));
        };
    }

    private static int strictness(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Allow _ -> 0;
            case Verdict.Patched _ -> 0;
            case Verdict.Withhold _ -> 1;
            case Verdict.Undecided _ -> 2;
            case Verdict.Deny _ -> 3;
        };
    }

    private static Verdict verdict(Policy policy, HookResult... results) {
        return policy.judge(List.of(results)).verdict();
    }

    private static HookResult found(String hook, Action action) {
        var finding = Finding.of(new Rule("test.rule", action), Severity.HIGH, "found by " + hook);
        return new HookResult.Answered(hook, List.of(finding), List.of());
    }

    private static HookResult objected(String hook, String filename) {
        return new HookResult.Answered(hook, List.of(), List.of(new Objection(filename, "not " + hook)));
    }

    private static HookResult failed(String hook) {
        return new HookResult.Failed(hook, "late");
    }
}
