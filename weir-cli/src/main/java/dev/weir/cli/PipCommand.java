package dev.weir.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// `weir pip` as it stands in the help. The launcher script runs pip itself, without Java in between.
final class PipCommand implements Subcommand {

    private static final int WRONG_USAGE = 2;

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

    @Override
    public CommandSpec spec() {
        spec.usageMessage()
                .customSynopsis("weir [--python PATH] pip ARGS...")
                .description(
                        "Runs pip, audited; all that follows is pip's own.",
                        "The Python is that of --python, VIRTUAL_ENV, CONDA_PREFIX, or the first python3 or python on PATH.");
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("ARGS")
                .arity("0..*")
                .type(String[].class)
                .description("What pip is to do.")
                .build());
        spec.parser().unmatchedOptionsArePositionalParams(true);
        return spec;
    }

    @Override
    public Integer call() {
        return Subcommand.complain(spec, WRONG_USAGE, "pip is run by the launcher script, not by Java",
                "start the script `weir` that lies beside this build");
    }
}
