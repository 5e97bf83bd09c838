package dev.weir.engine.hooks;

import dev.weir.api.GateAction;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// A hook as it is asked.
///
/// @param gates   the gates that it is asked at
/// @param timeout how long it may take
/// @param answerer where it judges
/// @param patcher where it changes source trees
record LoadedHook(
        String name, Set<GateAction> gates, Bits bits, Duration timeout, Optional<Answerer> answerer,
        Optional<Patcher> patcher) {

    /// What bits are to a hook.
    enum Bits {
        /// It never looks at them.
        UNUSED,
        /// It looks at them where there are any.
        WELCOME,
        /// It is asked only where there are any.
        NEEDED
    }

    LoadedHook {
        gates = Set.copyOf(gates);
    }
}
