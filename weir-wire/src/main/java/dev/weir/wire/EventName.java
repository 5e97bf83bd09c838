package dev.weir.wire;

import dev.weir.api.GateAction;
import dev.weir.wire.json.JsonException;
import java.util.regex.Pattern;

/// The name of an event, `<installer>.<action>` or `<installer>.<action>.done`.
public record EventName(String installer, GateAction action, boolean done) {

    private static final Pattern FORM =
            Pattern.compile("(?<installer>[a-z][a-z0-9_-]*)\\.(?<action>[a-z]+)(?<done>\\.done)?");

    /// Reads a name. The installer may be any: lower-case letters, digits, `_` and `-`.
    ///
    /// @throws JsonException where it is none of this contract
    public static EventName of(String event) {
        var parts = FORM.matcher(event);
        if (!parts.matches()) {
            throw unknown(event);
        }
        var action = GateAction.of(parts.group("action")).orElseThrow(() -> unknown(event));
        return new EventName(parts.group("installer"), action, parts.group("done") != null);
    }

    private static JsonException unknown(String event) {
        return new JsonException("event `" + event + "`", "the contract has no event of this name");
    }
}
