package dev.weir.cli.doctor;

import dev.weir.api.GateAction;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is to become a row of the table.
sealed interface Line {

    Section section();

    /// What is tried.
    String name();

    /// What this machine does not have.
    ///
    /// @param reason what is missing
    record LeftOut(Section section, String name, String reason) implements Line {}

    /// A canary, and commands that nothing of it may come of, or all.
    ///
    /// @param gate      the one that refuses it; empty where any may
    /// @param steps     programs, run one after the other as long as they end with 0
    /// @param variables in their environment, on top
    record Trial(Section section, String name, Promise promise, Optional<GateAction> gate, Bird bird,
            List<List<String>> steps, Map<String, String> variables) implements Line {

        public Trial {
            steps = steps.stream().map(List::copyOf).toList();
            variables = Map.copyOf(variables);
        }
    }

    /// What must be so after the commands.
    enum Promise {
        /// It was refused; none of its code ran, nothing of it is there.
        REFUSED,
        /// It was refused, and nothing of it is there. It was built before.
        REFUSED_ONCE_BUILT,
        /// Its removal was refused, and it is still there.
        KEPT,
        /// Without Weir, it sang.
        SINGS,
        /// Under Weir, it was allowed, and sang.
        ALLOWED,
        /// None: no audit sees it.
        NONE
    }
}
