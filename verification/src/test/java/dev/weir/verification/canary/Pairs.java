package dev.weir.verification.canary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Chooses few cases that hold every pair of values.
final class Pairs {

    /// Two values and their places.
    record Pair(int first, Object left, int second, Object right) {}

    private Pairs() {}

    /// Cases out of `all` such that each pair of values in any of `all` is in one of them. The same each time for the same list.
    static <C> List<C> cover(List<C> all, Function<C, List<Object>> values) {
        var chosen = new ArrayList<C>();
        var pairs = all.stream().map(one -> of(List.of(one), values)).toList();
        var missing = of(all, values);
        while (!missing.isEmpty()) {
            int best = firstOfMost(pairs, missing);
            missing.removeAll(pairs.get(best));
            chosen.add(all.get(best));
        }
        return chosen;
    }

    private static int firstOfMost(List<Set<Pair>> pairs, Set<Pair> missing) {
        var gains = pairs.stream().mapToLong(ofOne -> ofOne.stream().filter(missing::contains).count()).toArray();
        long most = Arrays.stream(gains).max().orElseThrow();
        return IntStream.range(0, gains.length).filter(one -> gains[one] == most).findFirst().orElseThrow();
    }

    /// All pairs in some cases.
    static <C> Set<Pair> of(Collection<C> cases, Function<C, List<Object>> values) {
        var pairs = new HashSet<Pair>();
        cases.forEach(one -> addPairs(values.apply(one), pairs));
        return pairs;
    }

    private static void addPairs(List<Object> values, Set<Pair> pairs) {
        for (var first = 0; first < values.size(); first++) {
            for (var second = first + 1; second < values.size(); second++) {
                pairs.add(new Pair(first, values.get(first), second, values.get(second)));
            }
        }
    }
}
