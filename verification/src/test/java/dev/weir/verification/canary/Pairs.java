package dev.weir.verification.canary;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Chooses few cases that hold every pair of values.
final class Pairs {

    /// Two values and their places.
    record Pair(int first, Object left, int second, Object right) {}

    private Pairs() {}

    /// Cases out of `all` such that each pair of values in any of `all` is in one of them. The same each time for the same list.
    static <C> List<C> cover(List<C> all, Function<C, List<Object>> values) {
        var chosen = new ArrayList<C>();
        var missing = of(all, values);
        while (!missing.isEmpty()) {
            var best = all.stream().max(Comparator.comparingLong(one -> gain(one, values, missing))).orElseThrow();
            missing.removeAll(of(List.of(best), values));
            chosen.add(best);
        }
        return chosen;
    }

    /// All pairs in some cases.
    static <C> Set<Pair> of(Collection<C> cases, Function<C, List<Object>> values) {
        var pairs = new HashSet<Pair>();
        cases.forEach(one -> addPairs(values.apply(one), pairs));
        return pairs;
    }

    private static <C> long gain(C one, Function<C, List<Object>> values, Set<Pair> missing) {
        var pairs = new HashSet<Pair>();
        addPairs(values.apply(one), pairs);
        return pairs.stream().filter(missing::contains).count();
    }

    private static void addPairs(List<Object> values, Set<Pair> pairs) {
        for (var first = 0; first < values.size(); first++) {
            for (var second = first + 1; second < values.size(); second++) {
                pairs.add(new Pair(first, values.get(first), second, values.get(second)));
            }
        }
    }
}
