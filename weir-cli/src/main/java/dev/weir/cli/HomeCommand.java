package dev.weir.cli;

import dev.weir.cli.home.DataFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/// `weir home`, which the launcher asks for `weir run`.
final class HomeCommand implements Subcommand {

    private static final int FAILED = 1;

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
    private final Map<String, String> environment;

    HomeCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public CommandSpec spec() {
        spec.usageMessage().hidden(true)
                .description("Puts this build into the data folder, where it is not there yet, and prints the place.");
        spec.mixinStandardHelpOptions(true);
        return spec;
    }

    @Override
    public Integer call() {
        return Subcommand.withHome(spec, environment, this::install);
    }

    private int install(Path home) {
        try (var _ = Notice.of(DataFolder.NOTICE, spec.commandLine().getErr())) {
            spec.commandLine().getOut().println(DataFolder.of(environment).install(home));
            return 0;
        } catch (IOException problem) {
            return Subcommand.complain(spec, FAILED,
                    "this build cannot be put into the data folder: " + problem.getMessage(),
                    "make room for it, or set XDG_DATA_HOME");
        }
    }
}
