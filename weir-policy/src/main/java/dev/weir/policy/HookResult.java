package dev.weir.policy;

import dev.weir.api.Finding;
import dev.weir.api.Objection;
import java.util.List;

/// What came of asking one hook.
public sealed interface HookResult {

    /// The hook's name.
    String hook();

    /// It answered.
    record Answered(String hook, List<Finding> findings, List<Objection> objections) implements HookResult {
        public Answered {
            findings = List.copyOf(findings);
            objections = List.copyOf(objections);
        }
    }

    /// It did not: it threw, crashed, answered nonsense, or was late.
    ///
    /// @param reason one line, for the user
    record Failed(String hook, String reason) implements HookResult {}
}
