package dev.weir.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;

/// `weir completion`.
final class CompletionCommand implements Subcommand {

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

    @Override
    public CommandSpec spec() {
        spec.usageMessage().description("Prints what lets bash and zsh complete the commands and options of weir:",
                "source <(weir completion)");
        spec.mixinStandardHelpOptions(true);
        return spec;
    }

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(AutoComplete.bash("weir", spec.root().commandLine()));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
