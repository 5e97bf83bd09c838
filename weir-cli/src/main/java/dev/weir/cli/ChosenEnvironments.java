package dev.weir.cli;

import dev.weir.cli.environment.Environment;
import dev.weir.cli.environment.Interpreter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Model.CommandSpec;

/// The parameter `ENV` of a command: each names an environment by its folder, or by the path of an interpreter.
final class ChosenEnvironments {

    static final String LABEL = "ENV";
    static final String DESCRIPTION =
            "Folder of an environment, or path of an interpreter. Without one, that of `weir pip`.";
    private static final int WRONG_USAGE = 2;

    private ChosenEnvironments() {}

    /// Goes on with those that are named, or with that of `weir pip` where none is; complains where there is no such environment.
    ///
    /// @param action at least one is given to it
    /// @return the exit code
    static int choose(CommandSpec spec, Map<String, String> environment, List<String> named,
            ToIntFunction<List<Environment>> action) {
        var chosen = new ArrayList<Environment>();
        for (var place : places(environment, named)) {
            var found = Environment.at(place);
            if (found.isEmpty()) {
                return Subcommand.complain(spec, WRONG_USAGE, place + " is no environment and no interpreter",
                        "name the folder of an environment, or the path of a Python");
            }
            chosen.add(found.get());
        }
        return chosen.isEmpty()
                ? Subcommand.complain(spec, WRONG_USAGE, "no python3 or python on PATH", "name an environment")
                : action.applyAsInt(chosen);
    }

    private static List<Path> places(Map<String, String> environment, List<String> named) {
        return named.isEmpty()
                ? Interpreter.find(environment).stream().toList()
                : named.stream().map(Path::of).toList();
    }
}
