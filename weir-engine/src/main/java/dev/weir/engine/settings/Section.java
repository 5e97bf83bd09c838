package dev.weir.engine.settings;

import dev.weir.packaging.text.Quoted;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.tomlj.TomlElement;
import org.tomlj.TomlEntry;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// A table of the file, or the file itself. One that is not there is empty.
///
/// @param path  what [SettingsKey] calls it
/// @param title what the file calls it
record Section(Optional<TomlTable> table, String path, String title, Mistakes mistakes) {

    private static final String TABLE = "a table";

    /// The file itself.
    static Section of(TomlTable file, Mistakes mistakes) {
        return known(Optional.of(file), "", "", mistakes);
    }

    /// A table that is not there.
    Section absent() {
        return new Section(Optional.empty(), path, title, mistakes);
    }

    /// A table in this one.
    Section section(String name) {
        return section(name, name);
    }

    /// The value of a key of this table.
    Optional<Setting> find(SettingsKey key) {
        return find(key.leaf(), key.type());
    }

    /// The tables in this one, whatever their names, which `form` reads.
    <T> Map<T, Section> sections(String anyName, Function<String, T> form) {
        return named(form, name -> Optional.of(section(name, anyName)));
    }

    /// The values in this table, whatever their names, which `form` reads.
    <T> Map<T, Setting> settings(SettingsKey anyName, Function<String, T> form) {
        return named(form, name -> find(name, anyName.type()));
    }

    /// Where a member's name stands.
    TomlPosition place(String name) {
        return Objects.requireNonNull(table.orElseThrow().inputPositionOf(List.of(name)));
    }

    private Section section(String name, String nameOfKeys) {
        return known(find(name, TABLE).flatMap(Setting::table), join(path, nameOfKeys), join(title, name), mistakes);
    }

    private static String join(String outer, String inner) {
        return outer.isEmpty() ? inner : outer + "." + inner;
    }

    private Optional<Setting> find(String name, String type) {
        return table.flatMap(present -> Optional.ofNullable(present.get(List.of(name))))
                .map(value -> new Setting("`" + name + "`", type, value, placeOfValue(name), mistakes));
    }

    /// The place of a value; that of its name where the value is the table of a `[header]`.
    private TomlPosition placeOfValue(String name) {
        return table.flatMap(present -> Optional.ofNullable(present.entry(List.of(name))))
                .map(TomlEntry::value)
                .map(TomlElement::position)
                .orElseGet(() -> place(name));
    }

    private <T, V> Map<T, V> named(Function<String, T> form, Function<String, Optional<V>> member) {
        Map<T, V> read = new LinkedHashMap<>();
        for (var name : names()) {
            mistakes.read(place(name), name, form)
                    .ifPresent(valid -> member.apply(name).ifPresent(value -> read.put(valid, value)));
        }
        return read;
    }

    private Iterable<String> names() {
        return table.map(TomlTable::keySet).orElse(Set.of());
    }

    private static Section known(Optional<TomlTable> table, String path, String title, Mistakes mistakes) {
        var section = new Section(table, path, title, mistakes);
        section.refuseUnknown();
        return section;
    }

    private void refuseUnknown() {
        var known = SettingsKey.namesIn(path, mistakes.source());
        if (known.stream().noneMatch(SettingsKey::isAnyName)) {
            names().forEach(name -> refuse(name, known));
        }
    }

    private void refuse(String name, List<String> known) {
        if (!known.contains(name)) {
            mistakes.add(place(name), "%s %s; allowed: %s%s".formatted(
                    Quoted.quote(name), problem(name), String.join(", ", known), advice(name, known)));
        }
    }

    private String problem(String name) {
        return SettingsKey.namesIn(path, Source.USER).contains(name)
                ? "has no place in a project's settings"
                : "is no key " + where();
    }

    private String where() {
        return path.isEmpty() ? "of the file" : "of [" + title + "]";
    }

    private String advice(String name, List<String> known) {
        if (!path.isEmpty() && SettingsKey.namesIn("", mistakes.source()).contains(name)) {
            return "; write `" + name + "` above the first [table]";
        }
        return Nearest.to(name, known).map(near -> "; did you mean `" + near + "`?").orElse("");
    }
}
