package dev.weir.engine.hooks;

import dev.weir.api.Finding;
import dev.weir.api.Objection;
import java.util.List;
import java.util.stream.Stream;

/// What a hook answers.
///
/// @param objections only to candidates
record Reply(List<Finding> findings, List<Objection> objections) {

    static final Reply NOTHING = new Reply(List.of(), List.of());

    Reply {
        findings = List.copyOf(findings);
        objections = List.copyOf(objections);
    }

    Reply plus(Reply more) {
        return new Reply(both(findings, more.findings), both(objections, more.objections));
    }

    private static <T> List<T> both(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
