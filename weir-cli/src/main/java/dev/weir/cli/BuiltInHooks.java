package dev.weir.cli;

import dev.weir.api.Hook;
import dev.weir.engine.settings.Settings;
import dev.weir.hooks.names.NamesHook;
import dev.weir.hooks.self.SelfHook;
import java.util.List;

/// The hooks that are part of this build.
final class BuiltInHooks {

    private BuiltInHooks() {}

    static List<Hook> of(Settings settings) {
        return List.of(new NamesHook(settings.names().deny(), settings.names().allow()), new SelfHook());
    }
}
