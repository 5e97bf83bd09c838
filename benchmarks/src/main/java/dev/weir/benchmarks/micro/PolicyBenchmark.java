package dev.weir.benchmarks.micro;

import dev.weir.api.Action;
import dev.weir.api.Finding;
import dev.weir.api.Rule;
import dev.weir.api.Severity;
import dev.weir.policy.HookResult;
import dev.weir.policy.OnFailure;
import dev.weir.policy.Policy;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Findings to a verdict.
@State(Scope.Benchmark)
public class PolicyBenchmark {

    private final Policy policy =
            new Policy(Map.of("scan.3", Action.WARN), Map.of("scan", OnFailure.DENY));
    private final List<HookResult> nothing = List.of(new HookResult.Answered("names", List.of(), List.of()),
            new HookResult.Answered("self", List.of(), List.of()));
    private final List<HookResult> much = List.of(new HookResult.Answered("scan", findings(), List.of()),
            new HookResult.Answered("self", List.of(), List.of()));

    private static List<Finding> findings() {
        return IntStream.range(0, 20)
                .mapToObj(
                        number -> Finding.of(new Rule("scan." + number, Action.NOTE), Severity.LOW, "found " + number))
                .toList();
    }

    /// Two hooks that found nothing.
    @Benchmark
    public Policy.Judged nothingFound() {
        return policy.judge(nothing);
    }

    /// Twenty findings of one hook.
    @Benchmark
    public Policy.Judged twentyFindings() {
        return policy.judge(much);
    }
}
