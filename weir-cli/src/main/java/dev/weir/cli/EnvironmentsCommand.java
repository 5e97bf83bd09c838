package dev.weir.cli;

import dev.weir.cli.environment.Enabling;
import dev.weir.cli.environment.Environment;
import dev.weir.cli.environment.Interpreter;
import dev.weir.cli.home.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// What `weir enable`, `weir disable` and `weir status` have in common: the environments that they are about.
abstract class EnvironmentsCommand implements Subcommand {

    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
    private final PositionalParamSpec places = PositionalParamSpec.builder().paramLabel("ENV").arity("0..*")
            .type(List.class).auxiliaryTypes(String.class)
            .description("Folder of an environment, or path of an interpreter. Without one, that of `weir pip`.")
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
        var home = Optional.ofNullable(environment.get("WEIR_HOME")).map(Path::of);
        if (home.isEmpty()) {
            return Subcommand.complain(spec, WRONG_USAGE, "WEIR_HOME is not set", "start the script `weir`");
        }
        var chosen = new ArrayList<Environment>();
        for (var place : chosenPlaces()) {
            var found = Environment.at(place);
            if (found.isEmpty()) {
                return Subcommand.complain(spec, WRONG_USAGE, place + " is no environment and no interpreter",
                        "name the folder of an environment, or the path of a Python");
            }
            chosen.add(found.get());
        }
        return chosen.isEmpty()
                ? Subcommand.complain(spec, WRONG_USAGE, "no python3 or python on PATH", "name an environment")
                : visit(chosen, new Enabling(DataFolder.of(environment), home.get()));
    }

    private List<Path> chosenPlaces() {
        List<String> named = places.getValue();
        return named == null || named.isEmpty()
                ? Interpreter.find(environment).stream().toList()
                : named.stream().map(Path::of).toList();
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
