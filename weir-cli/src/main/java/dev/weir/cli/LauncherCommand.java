package dev.weir.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// A command as it stands in the help that the launcher script runs itself, without Java in between.
final class LauncherCommand implements Subcommand {

    private static final int WRONG_USAGE = 2;

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
    private final String arguments;
    private final String what;

    private LauncherCommand(String synopsis, String arguments, String what, String... description) {
        this.arguments = arguments;
        this.what = what;
        spec.usageMessage().customSynopsis(synopsis).description(description);
    }

    /// `weir pip`.
    static LauncherCommand pip() {
        return new LauncherCommand("weir [--python PATH] pip ARGS...", "ARGS", "What pip is to do.",
                "Runs pip, audited; all that follows is pip's own.",
                "The Python is that of --python, VIRTUAL_ENV, CONDA_PREFIX, or the first python3 or python on PATH.");
    }

    /// `weir run`.
    static LauncherCommand run() {
        return new LauncherCommand("weir run -- CMD [ARGS...]", "CMD", "The command, and its arguments.",
                "Runs any command; what it installs below it is audited, and belongs to one run.",
                "Exit code: that of the command; 10 or 11 where that is 0 although something below was refused or undecided.",
                "What it saw start and did not cover is named at the end.");
    }

    @Override
    public CommandSpec spec() {
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel(arguments)
                .arity("0..*")
                .type(String[].class)
                .description(what)
                .build());
        spec.parser().unmatchedOptionsArePositionalParams(true);
        return spec;
    }

    @Override
    public Integer call() {
        return Subcommand.complain(spec, WRONG_USAGE,
                "`weir " + spec.name() + "` is run by the launcher script, not by Java",
                "start the script `weir` that lies beside this build");
    }
}
