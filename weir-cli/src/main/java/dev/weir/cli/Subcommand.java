package dev.weir.cli;

import java.util.concurrent.Callable;
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
}
