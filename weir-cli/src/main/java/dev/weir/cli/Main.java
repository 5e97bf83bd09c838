package dev.weir.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// Where `weir` starts: all commands, put together.
///
/// Exit codes: 0 done, 2 wrong usage, 10 refused, 11 could not decide.
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        var weir = CommandSpec.create()
                .name("weir")
                .mixinStandardHelpOptions(true)
                .version(Version.text());
        weir.usageMessage()
                .description("Says what a package installer is about to do, and lets you answer before it happens.");
        weir.addSubcommand("demo", new DemoCommand(System.getenv()).spec());
        weir.addSubcommand("engine", new EngineCommand(System.getenv()).spec());
        weir.addSubcommand("pip", new PipCommand().spec());
        return new CommandLine(weir);
    }
}
