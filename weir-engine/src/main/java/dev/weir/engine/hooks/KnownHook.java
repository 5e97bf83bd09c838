package dev.weir.engine.hooks;

import dev.weir.api.GateAction;
import dev.weir.engine.settings.HookSettings;
import java.util.Set;

/// A hook of the engine as the settings have it, whether or not it is asked.
///
/// @param gates    the gates that it is asked at, by its own wish or that of the settings
/// @param settings what is set for it
public record KnownHook(String name, HookOrigin origin, Set<GateAction> gates, HookSettings settings) {

    public KnownHook {
        gates = Set.copyOf(gates);
    }
}
