package dev.weir.cli;

import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/// `weir engine`: the process behind `weir pip`, and what can be asked of it.
final class EngineCommand {

    private final Map<String, String> environment;

    EngineCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    CommandSpec spec() {
        var engine = CommandSpec.create().mixinStandardHelpOptions(true);
        engine.usageMessage().description(
                "The process that judges. It starts when an installer asks, and ends when nobody has for a while.");
        engine.addSubcommand("logs", new EngineLogsCommand(environment).spec());
        engine.addSubcommand("status", new EngineStatusCommand(environment).spec());
        engine.addSubcommand("stop", new EngineStopCommand(environment).spec());
        return engine;
    }
}
