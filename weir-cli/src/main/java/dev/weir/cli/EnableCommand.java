package dev.weir.cli;

import dev.weir.cli.environment.Enabling;
import dev.weir.cli.environment.Environment;
import dev.weir.cli.environment.Planted;
import dev.weir.cli.home.DataFolder;
import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/// `weir enable`.
final class EnableCommand extends EnvironmentsCommand {

    EnableCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    public CommandSpec spec() {
        return describe("Has every pip of an environment audited, however it is started.",
                "`weir disable` takes it back and leaves no trace.");
    }

    @Override
    boolean visit(Environment each, Enabling enabling) throws IOException {
        var planted = enable(each, enabling);
        command().commandLine().getOut().println("enabled  " + planted.prefix() + "  Python " + planted.version());
        return true;
    }

    private Planted enable(Environment each, Enabling enabling) throws IOException {
        try (var _ = Notice.of(DataFolder.NOTICE, command().commandLine().getErr())) {
            return enabling.enable(each);
        }
    }
}
