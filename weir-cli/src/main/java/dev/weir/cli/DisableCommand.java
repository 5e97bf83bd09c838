package dev.weir.cli;

import dev.weir.cli.environment.Enabling;
import dev.weir.cli.environment.Environment;
import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/// `weir disable`.
final class DisableCommand extends EnvironmentsCommand {

    DisableCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    public CommandSpec spec() {
        return describe("Takes Weir out of an environment: no file of it is left there.");
    }

    @Override
    boolean visit(Environment each, Enabling enabling) throws IOException {
        var changed = enabling.disable(each);
        command().commandLine().getOut().println((changed ? "disabled  " : "was off  ") + each.python());
        return true;
    }
}
