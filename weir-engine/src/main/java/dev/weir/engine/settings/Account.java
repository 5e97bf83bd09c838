package dev.weir.engine.settings;

import dev.weir.engine.settings.Held.Overridden;
import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonNull;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tomlj.Toml;

/// Keeps what is in force, and why. For one thread.
final class Account {

    private record Row(SettingsKey key, Held held) {}

    private final List<Row> rows = new ArrayList<>();

    /// A value is in force.
    void hold(SettingsKey key, String path, Stated<?> stated) {
        hold(key, path, stated, List.of());
    }

    /// A value is in force, and others of the same key are not.
    ///
    /// @param all what the sources say, that value too
    void hold(SettingsKey key, String path, Stated<?> stated, List<? extends Stated<?>> all) {
        var overridden = all.stream()
                .filter(other -> !other.shown().equals(stated.shown()))
                .map(other -> new Overridden(other.shown(), other.place()))
                .toList();
        rows.add(new Row(key, new Held(path, stated.shown(), stated.place(), overridden)));
    }

    /// All of it, and the defaults of the keys that nobody has set, in the order of [SettingsKey].
    List<Held> held() {
        return Stream
                .concat(rows.stream(),
                        Arrays.stream(SettingsKey.values()).filter(this::isDefault).map(Account::byDefault))
                .sorted(Comparator.comparing(Row::key))
                .map(Row::held)
                .toList();
    }

    private boolean isDefault(SettingsKey key) {
        return !key.hasAnyName() && rows.stream().noneMatch(row -> row.key == key);
    }

    private static Row byDefault(SettingsKey key) {
        return new Row(key, new Held(key.path(), value(key.byDefault()), new Place.Default(), List.of()));
    }

    /// TOML that is JSON too; words mean that there is none.
    private static Json value(String toml) {
        var parsed = Toml.parse("key = " + toml);
        return Optional.ofNullable(parsed.get("key")).filter(_ -> !parsed.hasErrors()).map(Setting::json)
                .orElse(JsonNull.NULL);
    }
}
