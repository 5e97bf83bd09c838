package dev.weir.cli;

import dev.weir.api.Hook;
import dev.weir.engine.settings.NameLists;
import dev.weir.engine.settings.Settings;
import dev.weir.hooks.names.AllowList;
import dev.weir.hooks.names.Listed;
import dev.weir.hooks.names.NamesHook;
import dev.weir.hooks.self.SelfHook;
import dev.weir.hooks.structure.StructureHook;
import java.util.List;

/// The hooks that are part of this build.
final class BuiltInHooks {

    private BuiltInHooks() {}

    static List<Hook> of(Settings settings) {
        return List.of(names(settings.names()), new SelfHook(), new StructureHook(settings.structure()));
    }

    static NamesHook names(NameLists lists) {
        return new NamesHook(listed(lists.deny()), lists.allow().stream()
                .map(list -> new AllowList(listed(list.entries()), list.place().text()))
                .toList());
    }

    private static List<Listed> listed(List<NameLists.Entry> entries) {
        return entries.stream().map(entry -> new Listed(entry.selector(), entry.place().text())).toList();
    }
}
