package dev.weir.wire;

import dev.weir.api.Action;
import dev.weir.api.Finding;
import dev.weir.api.Rule;
import dev.weir.api.Severity;
import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonException;
import dev.weir.wire.json.JsonNull;
import dev.weir.wire.json.JsonObject;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.Function;

/// A finding as it is answered and journalled.
///
/// @param hook    name of the hook that made it
/// @param finding what was found; the action of its rule is what the policy made of it
public record HookFinding(String hook, Finding finding) {

    static HookFinding of(JsonObject json) {
        return new HookFinding(
                json.string("hook"),
                new Finding(
                        rule(json),
                        word(json, "severity", Severity.values(), Severity::word),
                        json.stringOrNull("file"),
                        line(json),
                        json.string("message"),
                        json.stringOrNull("help")));
    }

    private static Rule rule(JsonObject json) {
        var action = word(json, "action", Action.values(), Action::word);
        try {
            return new Rule(json.string("rule"), action);
        } catch (IllegalArgumentException noId) {
            throw new JsonException(JsonObject.place("rule"), "expected the id of a rule, such as names.denied");
        }
    }

    private static OptionalInt line(JsonObject json) {
        return json.get("line") instanceof JsonNull ? OptionalInt.empty() : OptionalInt.of(json.int31("line"));
    }

    private static <E> E word(JsonObject json, String name, E[] values, Function<E, String> wordOf) {
        var word = json.string(name);
        return Arrays.stream(values)
                .filter(value -> wordOf.apply(value).equals(word))
                .findFirst()
                .orElseThrow(() -> new JsonException(JsonObject.place(name), "there is no such word: " + word));
    }

    /// The object on the wire and in the journal.
    public JsonObject json() {
        return JsonObject.builder()
                .put("hook", hook)
                .put("rule", finding.rule().id())
                .put("action", finding.rule().action().word())
                .put("severity", finding.severity().word())
                .put("file", finding.file())
                .put("line", lineJson())
                .put("message", finding.message())
                .put("help", finding.help())
                .build();
    }

    private Json lineJson() {
        return finding.line().isPresent() ? Json.of(finding.line().getAsInt()) : JsonNull.NULL;
    }
}
