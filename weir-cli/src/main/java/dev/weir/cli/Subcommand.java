package dev.weir.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/// One command of `weir`. What it returns is the exit code.
interface Subcommand extends Callable<Integer> {

    /// Its options and its help. To be asked for once: the parsed values are in what it holds.
    CommandSpec spec();
}
