package dev.weir.cli;

import dev.weir.cli.environment.Enabling;
import dev.weir.cli.environment.Environment;
import dev.weir.cli.environment.Planted.State;
import dev.weir.engine.settings.Held;
import dev.weir.engine.settings.SettingsException;
import dev.weir.wire.Mode;
import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonArray;
import dev.weir.wire.json.JsonNull;
import dev.weir.wire.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// `weir status`.
final class StatusCommand extends EnvironmentsCommand {

    private final OptionSpec json = OptionSpec.builder("--json").description("One JSON object.").build();
    private final List<Json> found = new ArrayList<>();
    private final Map<String, String> environment;

    StatusCommand(Map<String, String> environment) {
        super(environment);
        this.environment = Map.copyOf(environment);
    }

    @Override
    public CommandSpec spec() {
        return describe(
                "Says whether Weir is switched on in an environment, and whether it is whole there; and whether its mode is `observe`.",
                "Exit code 0: it is, in all that were named.").addOption(json);
    }

    @Override
    boolean visit(Environment each, Enabling enabling) throws IOException {
        var planted = each.status(enabling.home());
        var current = enabling.data().current().orElse(enabling.home());
        if (isJson()) {
            found.add(planted.json(current));
        } else {
            planted.lines(current).forEach(command().commandLine().getOut()::println);
        }
        return isWell(planted.state(current));
    }

    private static boolean isWell(State state) {
        return switch (state) {
            case ENABLED, OTHER_BUILD -> true;
            case DAMAGED, OFF -> false;
        };
    }

    @Override
    void end() {
        var out = command().commandLine().getOut();
        if (isJson()) {
            out.println(JsonObject.builder().put("environments", new JsonArray(found))
                    .put("mode", mode().<Json>map(Held::value).orElse(JsonNull.NULL)).build().encode());
        } else {
            modeLine().ifPresent(out::println);
        }
    }

    /// Only where a reader should know.
    private Optional<String> modeLine() {
        var mode = mode();
        if (mode.isEmpty()) {
            return Optional.of("the settings have mistakes, so that nothing can be decided: weir policy show");
        }
        return mode.filter(held -> held.value().equals(Json.of(Mode.OBSERVE.word())))
                .map(held -> "mode observe: nothing is stopped, " + held.place().text());
    }

    /// What becomes of a refusal; empty where the settings cannot be used.
    private Optional<Held> mode() {
        try {
            return SettingsHere.read(environment).held().stream().filter(held -> held.key().equals("mode")).findFirst();
        } catch (SettingsException _) {
            return Optional.empty();
        }
    }

    private boolean isJson() {
        return command().commandLine().getParseResult().hasMatchedOption(json);
    }
}
