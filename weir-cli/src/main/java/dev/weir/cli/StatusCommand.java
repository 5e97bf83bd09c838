package dev.weir.cli;

import dev.weir.cli.environment.Enabling;
import dev.weir.cli.environment.Environment;
import dev.weir.cli.environment.Planted.State;
import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonArray;
import dev.weir.wire.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// `weir status`.
final class StatusCommand extends EnvironmentsCommand {

    private final OptionSpec json = OptionSpec.builder("--json").description("One JSON object.").build();
    private final List<Json> found = new ArrayList<>();

    StatusCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    public CommandSpec spec() {
        return describe("Says whether Weir is switched on in an environment, and whether it is whole there.",
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
        if (isJson()) {
            command().commandLine().getOut()
                    .println(JsonObject.builder().put("environments", new JsonArray(found)).build().encode());
        }
    }

    private boolean isJson() {
        return command().commandLine().getParseResult().hasMatchedOption(json);
    }
}
