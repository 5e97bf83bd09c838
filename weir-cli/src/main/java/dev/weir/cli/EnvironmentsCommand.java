package dev.weir.cli;

import dev.weir.cli.environment.Enabling;
import dev.weir.cli.environment.Environment;
import dev.weir.cli.home.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// What `weir enable`, `weir disable` and `weir status` have in common: the environments that they are about.
abstract class EnvironmentsCommand implements Subcommand {

    private static final int FAILED = 1;

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
    private final PositionalParamSpec places =
            PositionalParamSpec.builder().paramLabel(ChosenEnvironments.LABEL).arity("0..*")
                    .type(List.class).auxiliaryTypes(String.class)
                    .description(ChosenEnvironments.DESCRIPTION)
                    .build();
    private final Map<String, String> environment;

    EnvironmentsCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /// The command, with what it does in a line or two.
    final CommandSpec describe(String... description) {
        spec.usageMessage().description(description);
        spec.addPositional(places);
        spec.mixinStandardHelpOptions(true);
        return spec;
    }

    /// Does it, and says so.
    ///
    /// @return whether all is well
    /// @throws IOException where it could not be done
    abstract boolean visit(Environment each, Enabling enabling) throws IOException;

    /// Is called after the last one.
    void end() {}

    final CommandSpec command() {
        return spec;
    }

    @Override
    public final Integer call() {
        return Subcommand.withHome(spec, environment, home -> ChosenEnvironments.choose(spec, environment, named(),
                chosen -> visit(chosen, new Enabling(DataFolder.of(environment), home))));
    }

    private List<String> named() {
        List<String> named = places.getValue();
        return named == null ? List.of() : named;
    }

    private int visit(List<Environment> chosen, Enabling enabling) {
        var well = true;
        for (var each : chosen) {
            well &= isWell(each, enabling);
        }
        end();
        return well ? 0 : FAILED;
    }

    private boolean isWell(Environment each, Enabling enabling) {
        try {
            return visit(each, enabling);
        } catch (IOException | UncheckedIOException problem) {
            Subcommand.complain(spec, FAILED, each.python() + ": " + problem.getMessage(), "mend that, then try again");
            return false;
        }
    }
}
