package dev.weir.cli.policy;

import dev.weir.api.Action;
import dev.weir.engine.settings.EffectiveSettings;
import dev.weir.engine.settings.FileUse;
import dev.weir.engine.settings.Held;
import dev.weir.engine.settings.Place;
import dev.weir.engine.settings.Source;
import dev.weir.report.Plain;
import dev.weir.wire.Switches;
import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonArray;
import dev.weir.wire.json.JsonNull;
import dev.weir.wire.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Shows the settings in force, and where each value stands.
public record SettingsView(EffectiveSettings effective) implements View {

    private static final String RULE = "rules.";
    private static final String LIMIT = "loosens no hook of the system";

    @Override
    public List<String> lines() {
        var files = Table.of(effective.files().stream().map(SettingsView::row).toList());
        var values = Table.of(effective.held().stream().flatMap(this::rows).toList());
        return Stream.of(files, List.of("", "digest " + effective.settings().digest()), values)
                .flatMap(List::stream)
                .map(Plain::text)
                .toList();
    }

    private static List<String> row(FileUse use) {
        return List.of(use.source().word(), file(use));
    }

    private static String file(FileUse use) {
        return switch (use.use()) {
            case READ -> use.file().orElseThrow().toString();
            case ABSENT -> use.file().map(file -> file + " (not there)").orElse("no weir.toml from here upward");
            case LEFT_OUT -> "left out: " + Switches.PROJECT_SETTINGS;
        };
    }

    private Stream<List<String>> rows(Held held) {
        var overridden = held.overridden().stream()
                .map(other -> List.of("", "overrides " + value(other.value()), other.place().text()));
        var limit = Stream.of(List.of("", LIMIT, "")).filter(_ -> isLimited(held));
        return Stream.of(Stream.of(List.of(held.key(), value(held.value()), held.place().text())), limit, overridden)
                .flatMap(rows -> rows);
    }

    private static String value(Json value) {
        return value instanceof JsonNull ? "(none)" : value.encode();
    }

    /// Whether it is a rule that counts for hooks of the system only where it makes them stricter.
    private boolean isLimited(Held held) {
        var settings = effective.settings();
        var isRule = held.key().startsWith(RULE) && !held.value().equals(Json.of(Action.DENY.word()));
        var ofSystem = held.place() instanceof Place.InFile(var source, _, _) && source == Source.SYSTEM;
        var hasHooks = !settings.fixed().hooks().isEmpty() || !settings.jars().system().isEmpty();
        return isRule && !ofSystem && hasHooks;
    }

    @Override
    public JsonObject json() {
        return JsonObject.builder()
                .put("digest", effective.settings().digest().text())
                .put("files", new JsonArray(effective.files().stream().<Json>map(SettingsView::json).toList()))
                .put("settings", new JsonArray(effective.held().stream().<Json>map(this::json).toList()))
                .build();
    }

    private static JsonObject json(FileUse use) {
        return JsonObject.builder()
                .put("source", use.source().word())
                .put("file", use.file().map(Object::toString))
                .put("use", use.use().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .build();
    }

    private JsonObject json(Held held) {
        var overridden = held.overridden().stream().<Json>map(other -> Places.json(
                JsonObject.builder().put("value", other.value()), other.place())).toList();
        var json = JsonObject.builder()
                .put("key", held.key())
                .put("value", held.value())
                .put("limit", Optional.of(LIMIT).filter(_ -> isLimited(held)))
                .put("overrides", new JsonArray(overridden));
        return Places.json(json, held.place());
    }
}
