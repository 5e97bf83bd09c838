package dev.weir.cli;

import dev.weir.engine.settings.SettingsPlaces;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// Where `weir` starts: all commands, put together.
///
/// Exit codes: 0 done, 1 not all is well (each command says what), 2 wrong usage, 10 refused, 11 could not decide.
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine(System.getenv()).setOut(utf8(System.out)).setErr(utf8(System.err)).execute(args));
    }

    /// Whatever the locale is: the journal is UTF-8, and is shown as it is.
    private static PrintWriter utf8(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    static CommandLine commandLine(Map<String, String> environment) {
        var weir = CommandSpec.create()
                .name("weir")
                .mixinStandardHelpOptions(true)
                .version(Version.text());
        weir.usageMessage()
                .description("Says what a package installer is about to do, and lets you answer before it happens.");
        weir.addSubcommand("check", new CheckCommand(environment).spec());
        weir.addSubcommand("completion", new CompletionCommand().spec());
        weir.addSubcommand("demo", new DemoCommand(environment).spec());
        weir.addSubcommand("disable", new DisableCommand(environment).spec());
        weir.addSubcommand("doctor", new DoctorCommand(environment).spec());
        weir.addSubcommand("enable", new EnableCommand(environment).spec());
        weir.addSubcommand("engine", new EngineCommand(environment).spec());
        weir.addSubcommand("home", new HomeCommand(environment).spec());
        weir.addSubcommand("hooks", new HooksCommand(environment).spec());
        weir.addSubcommand("log", new LogCommand(environment).spec());
        weir.addSubcommand("pip", LauncherCommand.pip().spec());
        weir.addSubcommand("policy", policy(environment).spec());
        weir.addSubcommand("run", LauncherCommand.run().spec());
        weir.addSubcommand("show", new ShowCommand(environment).spec());
        weir.addSubcommand("status", new StatusCommand(environment).spec());
        weir.addSubcommand("verify", new VerifyCommand(environment).spec());
        return new CommandLine(weir);
    }

    private static PolicyCommand policy(Map<String, String> environment) {
        return new PolicyCommand(SettingsPlaces.of(environment), SettingsHere.folder(), environment);
    }
}
