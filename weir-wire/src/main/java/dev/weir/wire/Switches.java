package dev.weir.wire;

import dev.weir.wire.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/// What the environment of a root installer sets, as it stands there: nobody has looked at the words yet.
///
/// @param mode            `WEIR_MODE`
/// @param projectSettings `WEIR_PROJECT_SETTINGS`
public record Switches(Optional<String> mode, Optional<String> projectSettings) {

    /// Names of the variables.
    public static final String MODE = "WEIR_MODE";
    public static final String PROJECT_SETTINGS = "WEIR_PROJECT_SETTINGS";

    /// Nothing is set.
    public static final Switches NONE = new Switches(Optional.empty(), Optional.empty());

    /// Those in an environment. A variable that is empty is not set.
    public static Switches in(Map<String, String> environment) {
        return new Switches(variable(environment, MODE), variable(environment, PROJECT_SETTINGS));
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    static Switches of(JsonObject json) {
        return new Switches(json.optionalString("mode"), json.optionalString("project_settings"));
    }

    JsonObject json() {
        var json = JsonObject.builder();
        mode.ifPresent(word -> json.put("mode", word));
        projectSettings.ifPresent(word -> json.put("project_settings", word));
        return json.build();
    }
}
