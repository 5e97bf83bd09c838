package dev.weir.cli;

import dev.weir.engine.Announcement;
import dev.weir.engine.Announcements;
import dev.weir.engine.Visit;
import dev.weir.journal.StateFolder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// `weir engine stop`.
final class EngineStopCommand implements Subcommand {

    private static final int FAILED = 1;

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
    private final OptionSpec now = OptionSpec.builder("--now")
            .description("End open runs, too. Their installers end with exit code 11.").build();
    private final StateFolder state;

    EngineStopCommand(Map<String, String> environment) {
        state = StateFolder.of(environment);
    }

    @Override
    public CommandSpec spec() {
        spec.usageMessage().description(
                "Asks your engine to end: when its open runs are over. The next installer starts another one.",
                "Exit code 1: one does not answer, or does not end.");
        spec.addOption(now);
        spec.mixinStandardHelpOptions(true);
        return spec;
    }

    @Override
    public Integer call() {
        try {
            return stop(Announcements.in(state));
        } catch (IOException e) {
            return Subcommand.complain(spec, FAILED, "cannot look for engines: " + e.getMessage(),
                    "set XDG_STATE_HOME to a folder of your own");
        }
    }

    private int stop(List<Announcement> engines) {
        if (engines.isEmpty()) {
            say("no engine is running");
        }
        return engines.stream().mapToInt(this::stop).max().orElse(0);
    }

    private int stop(Announcement engine) {
        try (var visit = Visit.to(engine)) {
            var runs = visit.stop(isNow()).runs();
            if (runs > 0 && !isNow()) {
                say("the engine " + engine.pid() + " ends when its open runs are over: " + runs);
            } else {
                visit.awaitEnd();
                say("the engine " + engine.pid() + " has ended");
            }
            return 0;
        } catch (IOException silent) {
            return Subcommand.complain(spec, FAILED,
                    "the engine " + engine.pid() + " does not answer: " + silent.getMessage(),
                    "end its process: kill -9 " + engine.pid());
        }
    }

    private boolean isNow() {
        return spec.commandLine().getParseResult().hasMatchedOption(now);
    }

    private void say(String text) {
        spec.commandLine().getErr().println("weir: " + text);
    }
}
