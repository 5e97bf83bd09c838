package dev.weir.engine.settings;

import java.util.Set;

/// What the file of this machine sets, so that no other source loosens it.
///
/// @param hooks  hooks that are there by its will: its programs, and `names` where it has lists. Those in its jars come on top
/// @param tables hooks that it has a table about
/// @param rules  rules that it names
public record Fixed(Set<String> hooks, Set<String> tables, Set<String> rules) {

    static final Fixed NOTHING = new Fixed(Set.of(), Set.of(), Set.of());

    public Fixed {
        hooks = Set.copyOf(hooks);
        tables = Set.copyOf(tables);
        rules = Set.copyOf(rules);
    }
}
