package dev.weir.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Model.CommandSpec;

/// One command of `weir`. What it returns is the exit code.
interface Subcommand extends Callable<Integer> {

    /// Its options and its help. To be asked for once: the parsed values are in what it holds.
    CommandSpec spec();

    /// Says on standard error what is wrong, and what to do about it.
    ///
    /// @return the exit code
    static int complain(CommandSpec spec, int code, String what, String hint) {
        var err = spec.commandLine().getErr();
        err.println("weir: " + what);
        err.println("hint: " + hint);
        return code;
    }

    /// Goes on with the home of this build, which the script `weir` names in the environment; complains where nothing does.
    ///
    /// @return the exit code
    static int withHome(CommandSpec spec, Map<String, String> environment, ToIntFunction<Path> action) {
        var home = environment.get("WEIR_HOME");
        return home == null
                ? complain(spec, 2, "WEIR_HOME is not set", "start the script `weir`")
                : action.applyAsInt(Path.of(home));
    }
}
