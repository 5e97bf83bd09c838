package dev.weir.cli;

import dev.weir.engine.Announcement;
import dev.weir.engine.Announcements;
import dev.weir.engine.Visit;
import dev.weir.journal.StateFolder;
import dev.weir.wire.Status;
import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonArray;
import dev.weir.wire.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// `weir engine status`.
final class EngineStatusCommand implements Subcommand {

    private static final int FAILED = 1;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT)
            .withZone(ZoneId.systemDefault());

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
    private final OptionSpec json = OptionSpec.builder("--json").description("One JSON object.").build();
    private final StateFolder state;

    EngineStatusCommand(Map<String, String> environment) {
        state = StateFolder.of(environment);
    }

    @Override
    public CommandSpec spec() {
        spec.usageMessage().description(
                "Says how your engine is, and those that only end what they have begun. Starts none.",
                "Exit code 1: one of them does not answer.");
        spec.addOption(json);
        spec.mixinStandardHelpOptions(true);
        return spec;
    }

    @Override
    public Integer call() {
        try {
            return show(Announcements.in(state));
        } catch (IOException e) {
            return Subcommand.complain(spec, FAILED, "cannot look for engines: " + e.getMessage(),
                    "set XDG_STATE_HOME to a folder of your own");
        }
    }

    private int show(List<Announcement> engines) {
        var statuses = new ArrayList<Status>();
        var code = 0;
        for (var engine : engines) {
            try (var visit = Visit.to(engine)) {
                statuses.add(visit.status());
            } catch (IOException silent) {
                code = complain(engine, silent);
            }
        }
        spec.commandLine().getOut().print(isJson() ? json(statuses) : text(statuses));
        spec.commandLine().getOut().flush();
        return code;
    }

    private int complain(Announcement engine, IOException silent) {
        return Subcommand.complain(spec, FAILED,
                "the engine " + engine.pid() + " does not answer: " + silent.getMessage(),
                "end its process: kill -9 " + engine.pid());
    }

    private boolean isJson() {
        return spec.commandLine().getParseResult().hasMatchedOption(json);
    }

    private static String json(List<Status> statuses) {
        var engines = new JsonArray(statuses.stream().<Json>map(EngineStatusCommand::members).toList());
        return JsonObject.builder().put("engines", engines).build().encode() + "\n";
    }

    /// Those of the message (`spec/wire.md`) but its type.
    private static JsonObject members(Status status) {
        var members = new LinkedHashMap<>(status.json().members());
        members.remove("type");
        return new JsonObject(members);
    }

    private static String text(List<Status> statuses) {
        return statuses.isEmpty()
                ? "no engine is running\n"
                : statuses.stream().map(EngineStatusCommand::text).collect(Collectors.joining());
    }

    private static String text(Status status) {
        return """
                engine %d: %s
                  build      %s
                  since      %s
                  address    %s %s
                  settings   %s
                  runs       %s
                """.formatted(status.pid(), life(status), status.build(), TIME.format(status.since()),
                status.transport(), status.address(), settings(status), runs(status));
    }

    private static String life(Status status) {
        if (status.draining()) {
            return "draining: takes no new runs, and ends when the last one is over";
        }
        return status.runs().isEmpty() ? "idle for " + status.idle() + " seconds" : "serving";
    }

    private static String settings(Status status) {
        return status.settings().stream()
                .map(file -> Files.exists(Path.of(file)) ? file : file + " (not there)")
                .collect(Collectors.joining(", "));
    }

    private static String runs(Status status) {
        return status.runs().isEmpty()
                ? "none"
                : status.runs().stream().map(Status.OpenRun::run).collect(Collectors.joining(", "));
    }
}
