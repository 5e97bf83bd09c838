package dev.weir.engine;

import dev.weir.api.Action;
import dev.weir.api.Finding;
import dev.weir.api.Gate;
import dev.weir.api.GateAction;
import dev.weir.api.Hook;
import dev.weir.api.Rule;
import dev.weir.api.Severity;
import java.util.List;
import java.util.Set;

/// A hook that refuses every download. It needs nothing but the API, so that it can be put into a jar.
public final class SystemHook implements Hook.RequestHook {

    @Override
    public String name() {
        return "system-hook";
    }

    @Override
    public Set<GateAction> gates() {
        return Set.of(GateAction.DOWNLOAD);
    }

    @Override
    public List<Finding> review(Gate gate) {
        return List.of(Finding.of(new Rule("system-hook.no", Action.DENY), Severity.LOW, "no downloads"));
    }
}
