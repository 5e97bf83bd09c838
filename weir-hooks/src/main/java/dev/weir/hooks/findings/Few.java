package dev.weir.hooks.findings;

import dev.weir.api.Finding;
import java.util.HashMap;
import java.util.List;

/// Leaves out findings that say nothing more.
public final class Few {

    private static final int OF_A_RULE = 10;

    private Few() {}

    /// The first of each rule. Each rule may be the one that refuses, so the findings of none may crowd out those of another.
    public static List<Finding> ofEachRule(List<Finding> findings) {
        var counts = new HashMap<String, Integer>();
        return findings.stream()
                .filter(finding -> counts.merge(finding.rule().id(), 1, Integer::sum) <= OF_A_RULE)
                .toList();
    }
}
