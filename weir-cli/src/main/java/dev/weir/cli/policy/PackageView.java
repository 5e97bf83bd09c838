package dev.weir.cli.policy;

import dev.weir.api.Action;
import dev.weir.engine.settings.EffectiveSettings;
import dev.weir.engine.settings.Held;
import dev.weir.engine.settings.Place;
import dev.weir.hooks.names.NamesHook;
import dev.weir.hooks.names.Remark;
import dev.weir.hooks.names.Remark.Says;
import dev.weir.policy.Policy;
import dev.weir.report.Plain;
import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonArray;
import dev.weir.wire.json.JsonNull;
import dev.weir.wire.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Shows what the lists and the rules say of a project, and why.
public final class PackageView implements View {

    private static final String NOTHING = "-";

    private final Project project;
    private final EffectiveSettings effective;
    private final Policy policy;
    private final NamesHook hook;

    /// @param hook made from these settings
    public PackageView(Project project, EffectiveSettings effective, NamesHook hook) {
        this.project = project;
        this.effective = effective;
        this.policy = effective.settings().policy(effective.settings().fixed().hooks());
        this.hook = hook;
    }

    /// What comes of it.
    private enum Outcome {
        REFUSED("refused"),
        DEPENDS("depends on the version"),
        WARNED("allowed, with a warning"),
        ALLOWED("allowed");

        private final String text;

        Outcome(String text) {
            this.text = text;
        }
    }

    /// A remark, and what its rule leads to.
    private record Reason(Remark remark, Optional<Action> action) {

        boolean leadsTo(Action wanted) {
            return action.filter(wanted::equals).isPresent();
        }

        boolean says(Says says) {
            return remark.says() == says;
        }
    }

    private List<Reason> reasons() {
        return isAsked()
                ? hook.explain(project.name(), project.version()).stream()
                        .map(remark -> new Reason(remark,
                                remark.says().rule().map(rule -> policy.action(hook.name(), rule))))
                        .toList()
                : List.of();
    }

    private boolean isAsked() {
        return effective.settings().hook(hook.name()).enabled();
    }

    private static Outcome outcome(List<Reason> reasons) {
        var denials = reasons.stream().filter(reason -> reason.leadsTo(Action.DENY)).toList();
        if (denials.stream().anyMatch(reason -> !reason.says(Says.DEPENDS))) {
            return Outcome.REFUSED;
        }
        if (!denials.isEmpty()) {
            return Outcome.DEPENDS;
        }
        return reasons.stream().anyMatch(reason -> reason.leadsTo(Action.WARN)) ? Outcome.WARNED : Outcome.ALLOWED;
    }

    @Override
    public List<String> lines() {
        var reasons = reasons();
        var title = project + ": " + outcome(reasons).text;
        return Stream.concat(Stream.of(title), why(reasons).stream()).map(Plain::text).toList();
    }

    private List<String> why(List<Reason> reasons) {
        if (!isAsked()) {
            return List.of("  the hook `names` is switched off: " + place("hooks.names.enabled").text());
        }
        return reasons.isEmpty()
                ? List.of("  no list is about it")
                : Table.of(reasons.stream().map(this::row).toList());
    }

    private List<String> row(Reason reason) {
        var remark = reason.remark();
        return List.of(
                text(remark.says()),
                remark.list() + ": " + remark.entry().map(Object::toString).orElse(NOTHING),
                remark.place(),
                reason.action().map(action -> ruleId(remark) + " = " + Json.of(action.word()).encode()).orElse(""),
                reason.action().map(action -> place(remark, action).text()).orElse(""));
    }

    private static String text(Says says) {
        return switch (says) {
            case DENIED -> "denied";
            case LEFT_OUT -> "left out";
            case DEPENDS -> "depends on the version";
            case ADMITTED -> "admitted";
        };
    }

    private static String ruleId(Remark remark) {
        return remark.says().rule().orElseThrow().id();
    }

    /// Where it is set that a rule leads to this.
    private Place place(Remark remark, Action action) {
        return held("rules." + Json.of(ruleId(remark)).encode())
                .filter(held -> held.value().equals(Json.of(action.word())))
                .map(Held::place)
                .orElseGet(Place.Default::new);
    }

    private Place place(String key) {
        return held(key).map(Held::place).orElseGet(Place.Default::new);
    }

    private Optional<Held> held(String key) {
        return effective.held().stream().filter(held -> held.key().equals(key)).findFirst();
    }

    @Override
    public JsonObject json() {
        var reasons = reasons();
        return JsonObject.builder()
                .put("name", project.name().text())
                .put("version", project.version().map(Object::toString))
                .put("outcome", word(outcome(reasons)))
                .put("reasons", new JsonArray(reasons.stream().<Json>map(this::json).toList()))
                .build();
    }

    private JsonObject json(Reason reason) {
        var remark = reason.remark();
        return JsonObject.builder()
                .put("says", word(remark.says()))
                .put("list", remark.list())
                .put("entry", remark.entry().map(Object::toString))
                .put("place", remark.place())
                .put("rule", reason.action().<Json>map(action -> rule(remark, action)).orElse(JsonNull.NULL))
                .build();
    }

    private JsonObject rule(Remark remark, Action action) {
        var rule = JsonObject.builder().put("id", ruleId(remark)).put("action", action.word());
        return Places.json(rule, place(remark, action));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
