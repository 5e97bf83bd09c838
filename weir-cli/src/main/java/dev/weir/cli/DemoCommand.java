package dev.weir.cli;

import dev.weir.cli.demo.Demo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// `weir demo`.
final class DemoCommand implements Subcommand {

    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
    private final Map<String, String> environment;

    DemoCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public CommandSpec spec() {
        spec.usageMessage()
                .description(
                        "Shows Weir at work, offline, in a folder of its own: installs small packages, then refuses one that looks hostile.",
                        "Exit code 0: everything that it says came true.");
        spec.mixinStandardHelpOptions(true);
        return spec;
    }

    @Override
    public Integer call() {
        var launcher = Optional.ofNullable(environment.get("WEIR_LAUNCHER")).map(Path::of);
        if (launcher.isEmpty()) {
            return Subcommand.complain(spec, WRONG_USAGE, "WEIR_LAUNCHER is not set",
                    "start the script `weir` of a checkout");
        }
        return run(launcher.get());
    }

    private int run(Path launcher) {
        try {
            return new Demo(launcher, environment, spec.commandLine().getOut()).run() ? 0 : FAILED;
        } catch (IOException e) {
            return Subcommand.complain(spec, FAILED, "the demo could not go on: " + e.getMessage(),
                    "mend that, then run it again");
        }
    }
}
