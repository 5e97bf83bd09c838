package dev.weir.engine.settings;

import dev.weir.api.Action;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tomlj.TomlPosition;

/// The tables of one file. Each is opened once: what does not belong there becomes a mistake then.
record Layer(Mistakes mistakes, Section top, Section engine, Section journal, Section names, Section structure,
        Section hooks,
        Section rules) {

    /// A table about one hook.
    record HookTable(Section keys, TomlPosition position, Mistakes mistakes) {

        Place place() {
            return mistakes.place(position);
        }
    }

    static Layer of(SettingsFile file) {
        var mistakes = new Mistakes(file.source(), file.path());
        var top = Section.of(file.content(), mistakes);
        var forMore = file.source() == Source.PROJECT ? top.absent() : top;
        return new Layer(mistakes, top, forMore.section("engine"), forMore.section("journal"),
                top.section("names"), forMore.section("structure"), forMore.section("hooks"),
                top.section("rules"));
    }

    boolean isOf(Source source) {
        return mistakes.source() == source;
    }

    /// The value of a key that is in a table of a fixed name; none where the key has no place in this file.
    Optional<Setting> find(SettingsKey key) {
        return key.isFor(mistakes.source()) ? section(key.table()).find(key) : Optional.empty();
    }

    private Section section(String table) {
        return switch (table) {
            case "engine" -> engine;
            case "journal" -> journal;
            case "names" -> names;
            case "structure" -> structure;
            default -> top;
        };
    }

    /// Where its first list for the hook `names` is, where it has any.
    Optional<Place> placeOfLists() {
        return find(SettingsKey.DENY).or(() -> find(SettingsKey.ALLOW)).map(list -> mistakes.place(list.place()));
    }

    /// Where the first thing is that can refuse: a hook, a list, a rule.
    Optional<Place> placeOfRefusals() {
        var values = Stream.of(SettingsKey.IN_PROCESS, SettingsKey.JARS, SettingsKey.DENY, SettingsKey.ALLOW)
                .flatMap(key -> find(key).stream())
                .map(Setting::place);
        var tables = Stream.of(hooks, rules)
                .filter(table -> table.table().isPresent())
                .map(table -> top.place(table.title()));
        return Stream.concat(values, tables).findFirst().map(mistakes::place);
    }

    /// By the name of the hook.
    Map<String, HookTable> hookTables() {
        Map<String, HookTable> tables = new LinkedHashMap<>();
        hooks.sections("NAME", Forms::hookName)
                .forEach((name, keys) -> tables.put(name, new HookTable(keys, hooks.place(name), mistakes)));
        return tables;
    }

    /// By the id of the rule.
    Map<String, Stated<Action>> ruleActions() {
        Map<String, Stated<Action>> actions = new LinkedHashMap<>();
        rules.settings(SettingsKey.RULE, Forms::ruleId).forEach((id, value) -> value
                .stated(setting -> setting.text(isOf(Source.PROJECT) ? Forms::denial : Forms::action))
                .ifPresent(action -> actions.put(id, action)));
        return actions;
    }
}
